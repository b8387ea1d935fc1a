"""Cut a patch of the network's size, rotated and scaled on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial.transform import Rotation

from model.augment.outside import MODES, Outside
from model.augment.sample import Sample


@dataclass(frozen=True, eq=False)
class AffinePatchParameters:
    """Where and how a patch is cut.

    Attributes:
        centre: Source voxel that becomes the patch's centre.
        matrix: 3x3, from offsets in the patch to offsets in the source; None where neither rotated nor scaled.
    """

    centre: tuple[float, float, float]
    matrix: NDArray[np.float64] | None


@dataclass(frozen=True, kw_only=True)
class AffinePatch:
    """Cut a patch around the tumour or anywhere, by chance rotated and scaled.

    Args:
        shape: Voxels of the patch.
        tumour_share: How often the patch is centred on a voxel of the first region, where there is one.
        probability: How often it is rotated and scaled.
        degrees: Smallest and largest angle about each of x, y and z.
        scale: Smallest and largest magnification.
        margin: Voxels on each side of the patch that are context alone: what is left without them lies within the
            source, wherever it is large enough.
        outside: What lies outside the source: `zero`, or its mirror image.
    """

    shape: tuple[int, int, int]
    tumour_share: float = 0.5
    probability: float = 0.5
    degrees: Sequence[tuple[float, float]] = ((-20.0, 20.0),) * 3
    scale: tuple[float, float] = (0.85, 1.2)
    margin: tuple[int, int, int] = (0, 0, 0)
    outside: Outside = "zero"

    def draw(self, sample: Sample, *, rng: Generator) -> AffinePatchParameters:
        """Draw centre, angles and magnification."""
        middle = (np.asarray(sample.shape) - 1) / 2
        # Beyond this the patch would mostly hold what lies outside the source; of a single slice, nothing else.
        judged = np.asarray(self.shape) - 2 * np.asarray(self.margin)
        least = np.minimum((judged - 1) / 2, 4.0)
        slack = np.maximum((np.asarray(sample.shape) - judged) / 2, least)
        centre = middle + rng.uniform(-slack, slack)
        if rng.random() < self.tumour_share:
            voxels = np.flatnonzero(sample.regions[..., 0] > 0.5)
            if len(voxels):
                chosen = np.unravel_index(int(rng.choice(voxels)), sample.shape)
                centre = np.clip(np.asarray(chosen, float), middle - slack, middle + slack)
        matrix = None
        if rng.random() < self.probability:
            angles = [rng.uniform(*limits) for limits in self.degrees]
            magnification = np.exp(rng.uniform(*np.log(self.scale)))
            matrix = Rotation.from_euler("xyz", angles, degrees=True).as_matrix() / magnification
        return AffinePatchParameters(centre=(float(centre[0]), float(centre[1]), float(centre[2])), matrix=matrix)

    def apply(self, sample: Sample, parameters: AffinePatchParameters) -> Sample:
        """Cut the patch."""
        half = (np.asarray(self.shape) - 1) / 2
        if parameters.matrix is None:
            start = np.round(np.asarray(parameters.centre) - half).astype(int)
            return sample.moved(lambda data, order: self._cut(data, start))
        offset = np.asarray(parameters.centre) - parameters.matrix @ half
        matrix = parameters.matrix
        patch = sample.moved(lambda data, order: self._warp(data, matrix, offset, order=order))
        patch.image[..., -1] = patch.image[..., -1] > 0.5
        return patch

    def _cut(self, data: NDArray[np.float32], start: NDArray[np.int_]) -> NDArray[np.float32]:
        """Copy the patch that begins at a voxel."""
        if self.outside == "zero":
            return _cut(data, start, self.shape)
        places = (start[axis] + np.arange(self.shape[axis]) for axis in range(3))
        return data[np.ix_(*(_mirrored(each, size=size) for each, size in zip(places, data.shape[:3], strict=True)))]

    def _warp(
        self, data: NDArray[np.float32], matrix: NDArray[np.float64], offset: NDArray[np.float64], *, order: int
    ) -> NDArray[np.float32]:
        """Interpolate each channel at the patch's voxels."""
        result = np.empty((*self.shape, data.shape[-1]), np.float32)
        for channel in range(data.shape[-1]):
            result[..., channel] = ndimage.affine_transform(
                data[..., channel],
                matrix,
                offset=offset,
                output_shape=self.shape,
                order=order,
                mode=MODES[self.outside],
                output=np.float32,
            )
        return result


def _cut(data: NDArray[np.float32], start: NDArray[np.int_], shape: tuple[int, int, int]) -> NDArray[np.float32]:
    """Copy a box that may reach beyond the data, zeros there."""
    result = np.zeros((*shape, data.shape[-1]), np.float32)
    source, target = [], []
    for axis in range(3):
        low, high = max(0, int(start[axis])), min(data.shape[axis], int(start[axis]) + shape[axis])
        source.append(slice(low, max(low, high)))
        target.append(slice(low - int(start[axis]), max(low, high) - int(start[axis])))
    result[tuple(target)] = data[tuple(source)]
    return result


def _mirrored(places: NDArray[np.int_], *, size: int) -> NDArray[np.int_]:
    """Return where in an axis places lie, its mirror images following one another on both sides."""
    folded = places % (2 * size)
    return np.where(folded < size, folded, 2 * size - 1 - folded)
