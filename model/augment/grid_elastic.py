"""Bend an image by a coarse grid of random displacements, as the U-Net of 2015 was trained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy import ndimage

from model.augment.sample import Sample

_CUBIC = 3


@dataclass(frozen=True, kw_only=True)
class GridElastic:
    """Displace the points of a coarse grid over each slice, and every pixel by what lies between them.

    Slices of a patch, along its last axis, are bent alike.

    Args:
        probability: How often a patch is bent.
        points: Of the grid along x and along y, the corners of the slice among them.
        deviation: Standard deviation of a point's displacement, in pixels.

    Source:
        Ronneberger et al. 2015, section 3.1 (arXiv 1505.04597): "random displacement vectors on a coarse 3 by 3 grid",
        "a Gaussian distribution with 10 pixels standard deviation", "bicubic interpolation".
    """

    probability: float = 1.0
    points: int = 3
    deviation: float = 10.0

    def draw(self, sample: Sample, *, rng: Generator) -> NDArray[np.float32] | None:
        """Draw the displacements along x and y of every point, shape `(2, points, points)`; None leaves the patch."""
        if rng.random() >= self.probability:
            return None
        return np.asarray(rng.normal(0.0, self.deviation, (2, self.points, self.points)), np.float32)

    def apply(self, sample: Sample, parameters: NDArray[np.float32] | None) -> Sample:
        """Bend by the displacements; what comes from outside is mirrored."""
        if parameters is None:
            return sample
        size = sample.shape[:2]
        places = np.meshgrid(*(np.linspace(0, self.points - 1, length) for length in size), indexing="ij")
        moved = [ndimage.map_coordinates(each, places, order=_CUBIC, mode="nearest") for each in parameters]
        coordinates = np.indices(size, np.float32) + np.stack(moved)
        bent = sample.moved(lambda data, order: _interpolate(data, coordinates, order=order))
        bent.image[..., -1] = bent.image[..., -1] > 0.5
        return bent


def _interpolate(data: NDArray[np.float32], coordinates: NDArray[np.float32], *, order: int) -> NDArray[np.float32]:
    """Read every slice of every channel at the coordinates."""
    result = np.empty_like(data)
    for index in np.ndindex(data.shape[2:]):
        plane = (slice(None), slice(None), *index)
        result[plane] = ndimage.map_coordinates(data[plane], coordinates, order=order, mode="mirror", output=np.float32)
    return result
