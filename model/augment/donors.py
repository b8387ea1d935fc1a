"""Samples whose lesions are given to others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.augment.sample import Sample


class Donors:
    """Hold samples with the distances from their lesions' borders, computed when first asked for.

    Args:
        samples: Cubes or whole cases; the first region is the lesion.
    """

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._samples = samples
        self._distances: dict[int, NDArray[np.float32]] = {}

    def __len__(self) -> int:
        """Count the samples."""
        return len(self._samples)

    def __getitem__(self, index: int) -> Sample:
        """Return one of the samples."""
        return self._samples[index]

    def distances(self, index: int) -> NDArray[np.float32]:
        """Return each voxel's distance from the border of a sample's lesion.

        Args:
            index: Of the sample.

        Returns:
            Shape `(x, y, z)`, in voxels, negative in the lesion; infinite everywhere where there is none.
        """
        if index not in self._distances:
            lesion = self._samples[index].regions[..., 0] > 0.5
            distances = np.full(lesion.shape, np.inf)
            if lesion.any():
                distances = ndimage.distance_transform_edt(~lesion) - ndimage.distance_transform_edt(lesion)
            self._distances[index] = distances.astype(np.float32)
        return self._distances[index]
