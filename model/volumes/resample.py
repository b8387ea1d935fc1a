"""From one voxel size to another, and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["from_spacing", "resample", "resample_slabs", "resampled_shape", "to_spacing"]

Order = Literal[0, 1]

_SLAB_BYTES = 4 << 20
"""Of a slab and of what it is made of, so that both stay in the processor's cache."""

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
    if order == 1:
        floats = data.astype(np.float32, copy=False)
        result = np.empty((*shape, *data.shape[3:]), np.float32)
        for rows, slab in resample_slabs(
            lambda part: floats[part], source=data.shape, shape=shape, spacing=spacing, target=target
        ):
            result[rows] = slab
        return result
    nearest = data
    for axis, size in enumerate(shape):
        if size == data.shape[axis] and _is_same(size, spacing[axis], target[axis]):
            continue
        places = _places(size, source=data.shape[axis], step=target[axis] / spacing[axis])
        nearest = nearest.take(np.floor(places + 0.5).astype(np.intp), axis=axis)
    return nearest


def resample_slabs(
    read: Callable[[slice], NDArray[np.float32]],
    *,
    source: Sequence[int],
    shape: tuple[int, int, int],
    spacing: Sequence[float],
    target: Sequence[float],
) -> Iterator[tuple[slice, NDArray[np.float32]]]:
    """Resample a volume linearly, a few of its slices at a time, so that neither it nor the result need be in memory.

    Args:
        read: gives the slices along x of the volume that are asked for, (x, Y, Z, …), in ascending and overlapping
            parts.
        source: shape (X, Y, Z, …) of the volume.
        shape: voxels of the new grid; beyond the edges of the volume its outermost values go on.
        spacing: voxel size of the volume, mm.
        target: voxel size of the new grid, mm.

    Yields:
        Ascending parts of the new grid's x axis, and the values there: the same, to the last bit, however they are cut.
    """
    along_x, along_y, along_z = (
        None
        if size == old and _is_same(size, spacing[axis], target[axis])
        else _matrix(size, source=old, step=target[axis] / spacing[axis])
        for axis, (size, old) in enumerate(zip(shape, source[:3], strict=True))
    )
    voxels = max(shape[1] * shape[2], math.ceil(math.prod(source[1:3]) * source[0] / shape[0]))
    depth = max(1, _SLAB_BYTES // (4 * voxels * math.prod(source[3:])))
    for start in range(0, shape[0], depth):
        rows = slice(start, min(start + depth, shape[0]))
        if along_x is None:
            slab = read(rows)
        else:
            part = along_x[rows]
            first, last = int(part.indices.min()), int(part.indices.max())
            slab = _mix(read(slice(first, last + 1)), matrix=part[:, first : last + 1], axis=0)
        for axis, matrix in ((1, along_y), (2, along_z)):
            if matrix is not None:
                slab = _mix(slab, matrix=matrix, axis=axis)
        yield rows, slab


def _places(size: int, *, source: int, step: float) -> NDArray[np.float64]:
    """Give where on the old axis the voxels of the new one lie, held at its ends."""
    places = (np.arange(size, dtype=np.float64) - (size - 1) / 2) * step + (source - 1) / 2
    return np.asarray(np.clip(places, 0, source - 1), np.float64)


def _matrix(size: int, *, source: int, step: float) -> Any:
    """Weigh the neighbours of each new voxel by a triangle that reaches `width` old voxels to either side.

    Returns:
        A sparse matrix (size, source).
    """
    width = max(1.0, step)
    places = _places(size, source=source, step=step)
    first = np.ceil(places - width).astype(np.intp)
    neighbours = first[:, None] + np.arange(math.floor(2 * width) + 1)
    weights = np.clip(1 - np.abs(neighbours - places[:, None]) / width, 0, None)
    weights[(neighbours < 0) | (neighbours >= source)] = 0
    weights /= weights.sum(axis=1, keepdims=True)
    rows = np.repeat(np.arange(len(places)), neighbours.shape[1])
    # Imported here: the web process reads geometry, never resamples, and would wait a third of a second for it.
    from scipy import sparse

    return sparse.csr_array(
        (weights.ravel().astype(np.float32), (rows, np.clip(neighbours, 0, source - 1).ravel())), shape=(size, source)
    )


def _mix(data: NDArray[np.float32], *, matrix: Any, axis: int) -> NDArray[np.float32]:
    """Multiply along one axis."""
    front = np.moveaxis(data, axis, 0)
    mixed = matrix @ front.reshape(front.shape[0], -1)
    return np.moveaxis(mixed.reshape(mixed.shape[0], *front.shape[1:]), 0, axis)


def _is_same(size: int, spacing: float, target: float) -> bool:
    return abs(spacing / target - 1) * size <= _SAME
