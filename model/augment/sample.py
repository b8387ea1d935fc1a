"""What the transforms change: one case, or a patch of it, with its regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Sample:
    """A training sample; transforms return new ones.

    Attributes:
        image: Shape `(x, y, z, modalities + 1)`, float32: z-scored modalities, zero outside the brain, then the brain
            mask (0 or 1).
        regions: Shape `(x, y, z, regions)`, float32: the share of the voxel that belongs to each region, 0 to 1.
        weights: Shape `(x, y, z, 1)`, float32: how much each voxel counts in the loss, 0 where nobody said what it is;
            None where all count alike.
    """

    image: NDArray[np.float32]
    regions: NDArray[np.float32]
    weights: NDArray[np.float32] | None = None

    def moved(self, read: Callable[[NDArray[np.float32], int], NDArray[np.float32]]) -> Sample:
        """Return the sample read at other places.

        Args:
            read: From an array `(x, y, z, channels)` and the order of interpolation. Regions and weights are read at
                the nearest voxel where there are weights: between a labelled voxel and one of which nobody said what
                it is, half a label would be a wrong one.
        """
        order = 1 if self.weights is None else 0
        return Sample(
            image=read(self.image, 1),
            regions=read(self.regions, order),
            weights=None if self.weights is None else read(self.weights, 0),
        )

    @property
    def shape(self) -> tuple[int, int, int]:
        """Voxels along x, y, z."""
        x, y, z = self.image.shape[:3]
        return x, y, z

    @property
    def modalities(self) -> int:
        """How many of the image's channels are modalities."""
        return int(self.image.shape[-1]) - 1

    @property
    def brain(self) -> NDArray[np.bool_]:
        """The brain mask, shape `(x, y, z)`."""
        mask: NDArray[np.bool_] = self.image[..., -1] > 0.5
        return mask
