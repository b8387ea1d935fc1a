"""From one voxel size to another, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["from_spacing", "resample", "resampled_shape", "to_spacing"]

Order = Literal[0, 1]

_SAME = 0.01
"""How far, in voxels at the end of an axis, two spacings may drift apart and still count as one."""


def resampled_shape(shape: Sequence[int], *, spacing: Sequence[float], target: Sequence[float]) -> tuple[int, int, int]:
    """Give the number of voxels that cover a volume at another voxel size.

    Args:
        shape: voxels along x, y, z.
        spacing: their size, mm.
        target: the other size, mm.
    """
    x, y, z = (
        size if _is_same(size, old, new) else max(1, math.ceil(size * old / new - _SAME))
        for size, old, new in zip(shape[:3], spacing, target, strict=True)
    )
    return (x, y, z)


def to_spacing(
    data: NDArray[Any], *, spacing: Sequence[float], target: Sequence[float], order: Order = 1
) -> NDArray[Any]:
    """Resample a volume to another voxel size about its centre.

    The centre of the new grid is the centre of the old one and voxel centres lie exactly `target` apart, so that
    nothing moves by a part of a voxel. Linear interpolation widens its kernel to the new voxel where that is the
    larger one, which keeps fine noise from turning into coarse.

    Args:
        data: (X, Y, Z, …); axes after the third are resampled alike.
        spacing: its voxel size, mm.
        target: the new voxel size, mm.
        order: 1 is linear and gives float32; 0 is the nearest voxel and keeps the type, for labels.
    """
    shape = resampled_shape(data.shape, spacing=spacing, target=target)
    return resample(data, shape=shape, spacing=spacing, target=target, order=order)


def from_spacing(
    data: NDArray[Any],
    *,
    spacing: Sequence[float],
    target: Sequence[float],
    shape: tuple[int, int, int],
    order: Order = 1,
) -> NDArray[Any]:
    """Bring what `to_spacing` made back to the grid that it was made from.

    Args:
        data: (X', Y', Z', …) at `target`.
        spacing: voxel size of the first grid, mm, as given to `to_spacing`.
        target: voxel size of `data`, mm, as given to `to_spacing`.
        shape: voxels of the first grid.
        order: 1 is linear and gives float32; 0 is the nearest voxel and keeps the type, for labels.

    Raises:
        ValueError: if `data` is not on the grid that `to_spacing` makes of that shape.
    """
    expected = resampled_shape(shape, spacing=spacing, target=target)
    if data.shape[:3] != expected:
        raise ValueError(f"expected data of shape {expected} for a grid of {shape}. Received: {data.shape[:3]}")
    return resample(data, shape=shape, spacing=target, target=spacing, order=order)


def resample(
    data: NDArray[Any],
    *,
    shape: tuple[int, int, int],
    spacing: Sequence[float],
    target: Sequence[float],
    order: Order = 1,
) -> NDArray[Any]:
    """Resample a volume about its centre to a grid of any shape.

    Args:
        data: (X, Y, Z, …); axes after the third are resampled alike.
        shape: voxels of the new grid; beyond the edges of `data` its outermost values go on.
        spacing: voxel size of `data`, mm.
        target: voxel size of the new grid, mm.
        order: 1 is linear and gives float32; 0 is the nearest voxel and keeps the type, for labels.
    """
    result = data if order == 0 else data.astype(np.float32, copy=False)
    for axis, size in enumerate(shape):
        if size == result.shape[axis] and _is_same(size, spacing[axis], target[axis]):
            continue
        step = target[axis] / spacing[axis]
        places = (np.arange(size) - (size - 1) / 2) * step + (result.shape[axis] - 1) / 2
        if order == 0:
            nearest = np.clip(np.floor(places + 0.5).astype(np.intp), 0, result.shape[axis] - 1)
            result = result.take(nearest, axis=axis)
        else:
            result = _interpolate(result, places=places, width=max(1.0, step), axis=axis)
    return result


def _interpolate(
    data: NDArray[np.float32], *, places: NDArray[np.float64], width: float, axis: int
) -> NDArray[np.float32]:
    """Weigh neighbours along one axis by a triangle that reaches `width` voxels to either side."""
    size = data.shape[axis]
    places = np.clip(places, 0, size - 1)
    first = np.ceil(places - width).astype(np.intp)
    neighbours = first[:, None] + np.arange(math.floor(2 * width) + 1)
    weights = np.clip(1 - np.abs(neighbours - places[:, None]) / width, 0, None)
    weights[(neighbours < 0) | (neighbours >= size)] = 0
    weights /= weights.sum(axis=1, keepdims=True)
    rows = np.repeat(np.arange(len(places)), neighbours.shape[1])
    # Imported here: the web process reads geometry, never resamples, and would wait a third of a second for it.
    from scipy import sparse

    matrix = sparse.csr_array(
        (weights.ravel().astype(np.float32), (rows, np.clip(neighbours, 0, size - 1).ravel())),
        shape=(len(places), size),
    )
    front = np.moveaxis(data, axis, 0)
    mixed = matrix @ front.reshape(size, -1)
    return np.moveaxis(mixed.reshape(len(places), *front.shape[1:]), 0, axis)


def _is_same(size: int, spacing: float, target: float) -> bool:
    return abs(spacing / target - 1) * size <= _SAME
