"""How far the surfaces of two masks lie apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.metrics.boxes import common_box
from model.metrics.counts import check_shapes

WORST_MM = 373.13
"""Where one mask is empty: the diagonal of BraTS' volume of 240 x 240 x 155 mm, rounded."""

DEFINITION = (
    "HD95 is the 95th percentile of the distances, in mm, from each surface voxel of either mask to the nearest "
    "surface voxel of the other, both directions pooled (as in MedPy and nnU-Net); surface voxels are those of the "
    "mask with a face neighbour outside it; both masks empty 0, one empty 373.13."
)


def hd95(truth: NDArray[np.bool_], prediction: NDArray[np.bool_], *, spacing: Sequence[float]) -> float:
    """Return the 95th percentile of the pooled distances between the surfaces of two masks, in mm.

    A surface voxel is one of the mask with a face neighbour that is not; beyond the volume nothing belongs to the
    mask. From each surface voxel of either mask the distance to the nearest surface voxel of the other is taken, the
    distances of both directions are pooled, and their 95th percentile is returned (linear between ranks). Other tools
    give this name to the larger of two percentiles (MONAI) or weigh by surface area (surface-distance, BraTS 2023).

    Args:
        truth: The expert's mask, `(x, y, z)`.
        prediction: The mask to judge, same shape.
        spacing: Millimetres between voxels along each axis.

    Returns:
        0 where both are empty, `WORST_MM` where one is.

    Raises:
        ValueError: If the shapes differ.

    Source:
        `medpy.metric.binary.hd95`, which nnU-Net's evaluation of BraTS 2020 used; the values for empty masks are
        those of BraTS until 2022.
    """
    check_shapes(truth, prediction)
    empty = [not mask.any() for mask in (truth, prediction)]
    if any(empty):
        return 0.0 if all(empty) else WORST_MM
    # No surface lies outside the box of both masks, so that the distances inside it are those of the whole volume.
    box = common_box(truth, prediction)
    assert box is not None
    surfaces = [_surface(mask[box]) for mask in (truth, prediction)]
    distances = [_distance_to(other, spacing=spacing)[one] for one, other in (surfaces, reversed(surfaces))]
    return float(np.percentile(np.concatenate(distances), 95))


def _surface(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the voxels of a mask that have a face neighbour outside it."""
    surface: NDArray[np.bool_] = mask & ~ndimage.binary_erosion(mask)
    return surface


def _distance_to(surface: NDArray[np.bool_], *, spacing: Sequence[float]) -> NDArray[np.float64]:
    """Return the distance of every voxel to the nearest one of a surface, mm."""
    distance: NDArray[np.float64] = ndimage.distance_transform_edt(~surface, sampling=spacing)
    return distance
