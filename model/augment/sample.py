"""What the transforms change: one case, or a patch of it, with its regions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Sample:
    """A training sample; transforms return new ones.

    Attributes:
        image: Shape `(x, y, z, modalities + 1)`, float32: z-scored modalities, zero outside the brain, then the brain
            mask (0 or 1).
        regions: Shape `(x, y, z, regions)`, float32: the share of the voxel that belongs to each region, 0 to 1;
            of a sparse task one channel more, the share that was annotated.
    """

    image: NDArray[np.float32]
    regions: NDArray[np.float32]

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
