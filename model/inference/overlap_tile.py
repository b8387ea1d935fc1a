"""Segment an image of any size with a network whose unpadded convolutions give less than they read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

__all__ = ["overlap_tile"]


def overlap_tile(
    run: Callable[[NDArray[np.float32]], NDArray[np.float32]],
    image: NDArray[np.float32],
    *,
    tile: Sequence[int],
    margin: Sequence[int],
) -> NDArray[np.float32]:
    """Return what the network says of every pixel, tile by tile; borders are mirrored to give the tiles their context.

    Args:
        run: The network: from `(*tile, channels)` to `(*(tile - 2 * margin), classes)`.
        image: Shape `(rows, columns, channels)`, or with three axes before the channels.
        tile: Pixels that the network reads along each axis.
        margin: Pixels that it loses on each side of each axis.

    Returns:
        Shape of the image, with classes in the place of channels.

    Raises:
        ValueError: If margins leave nothing of a tile, or the network gives another size than they say.

    Source:
        Ronneberger et al. 2015, section 2 and figure 2 (arXiv 1505.04597): "missing input data is extrapolated by
        mirroring".
    """
    inner = tuple(size - 2 * lost for size, lost in zip(tile, margin, strict=True))
    if min(inner) < 1:
        raise ValueError(
            f"`margin` must leave something of a tile. Received: tile={tuple(tile)}, margin={tuple(margin)}"
        )
    size = image.shape[:-1]
    # At least a tile, so that the last tile of each axis can end with the image.
    whole = tuple(max(length, step) for length, step in zip(size, inner, strict=True))
    padding = [(lost, lost + more - length) for lost, more, length in zip(margin, whole, size, strict=True)]
    padded = np.pad(image, [*padding, (0, 0)], mode="symmetric")
    result: NDArray[np.float32] | None = None
    for starts in product(*(_starts(length, step) for length, step in zip(whole, inner, strict=True))):
        read = tuple(slice(start, start + length) for start, length in zip(starts, tile, strict=True))
        found = run(padded[read])
        if found.shape[:-1] != inner:
            raise ValueError(f"`run` must give {inner} pixels of {tuple(tile)}. Received: {found.shape[:-1]}")
        if result is None:
            result = np.zeros((*whole, found.shape[-1]), np.float32)
        result[tuple(slice(start, start + length) for start, length in zip(starts, inner, strict=True))] = found
    assert result is not None  # every axis has a start
    return np.ascontiguousarray(result[tuple(slice(length) for length in size)])


def _starts(length: int, step: int) -> list[int]:
    """Say where tiles begin; the last one ends with the axis."""
    return [*range(0, length - step, step), length - step]
