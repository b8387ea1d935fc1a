"""Bend a patch smoothly, as brains differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy import ndimage
from scipy.interpolate import BSpline

from model.augment.outside import MODES, Outside
from model.augment.sample import Sample

_CUBIC = 3


@dataclass(frozen=True, kw_only=True)
class Elastic:
    """Move voxels by a cubic B-spline whose control points are displaced at random.

    Args:
        probability: How often a patch is bent.
        spacing: Voxels between control points.
        deviation: Largest standard deviation of a control point's displacement, in voxels.
        least_deviation: Smallest one; what a patch gets is drawn between the two.
        outside: What lies beyond the patch: `zero`, or its mirror image.

    Source:
        Çiçek et al. 2016, section 3 (arXiv 1606.06650): a coarse grid of normal displacements, B-spline interpolation.
        Theirs are `probability` 1, `spacing` 32, `deviation` and `least_deviation` 4.
    """

    probability: float = 0.3
    spacing: float = 16.0
    deviation: float = 2.5
    least_deviation: float = 0.0
    outside: Outside = "zero"

    def draw(self, sample: Sample, *, rng: Generator) -> NDArray[np.float32] | None:
        """Draw the displacement of every control point, shape `(3, points, points, points)`; None leaves the patch."""
        if rng.random() >= self.probability:
            return None
        points = [_points(size, spacing=self.spacing) for size in sample.shape]
        deviation = rng.uniform(self.least_deviation, self.deviation)
        return np.asarray(rng.normal(0.0, deviation, (3, *points)), np.float32)

    def apply(self, sample: Sample, parameters: NDArray[np.float32] | None) -> Sample:
        """Bend by the displacements."""
        if parameters is None:
            return sample
        x, y, z = (_basis(size, spacing=self.spacing) for size in sample.shape)
        moved = np.einsum("dabc,ia,jb,kc->dijk", parameters, x, y, z, optimize=True)
        coordinates = moved + np.indices(sample.shape, np.float32)
        bent = sample.moved(lambda data, order: self._interpolate(data, coordinates, order=order))
        bent.image[..., -1] = bent.image[..., -1] > 0.5
        return bent

    def _interpolate(
        self, data: NDArray[np.float32], coordinates: NDArray[np.float32], *, order: int
    ) -> NDArray[np.float32]:
        """Read every channel at the coordinates."""
        result, mode = np.empty_like(data), MODES[self.outside]
        for channel in range(data.shape[-1]):
            result[..., channel] = ndimage.map_coordinates(
                data[..., channel], coordinates, order=order, mode=mode, output=np.float32
            )
        return result


def _points(size: int, *, spacing: float) -> int:
    """Return how many control points a line of voxels needs."""
    return int(np.ceil(size / spacing)) + _CUBIC


def _basis(size: int, *, spacing: float) -> NDArray[np.float32]:
    """Return the weight of each control point at each voxel of a line, shape `(size, points)`."""
    count = _points(size, spacing=spacing)
    knots = np.arange(count + _CUBIC + 1, dtype=float) - _CUBIC
    matrix = BSpline.design_matrix(np.arange(size) / spacing, knots, _CUBIC)
    return np.asarray(matrix.toarray(), np.float32)
