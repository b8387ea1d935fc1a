"""Run a network over a prepared volume of any size."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from model.inference.available_memory import available_bytes
from model.inference.preprocess import Box
from model.inference.runtimes.base import Runtime
from model.inference.shapes import Shape, padded_shape, tile_shape
from model.inference.tiles import tile_boxes, tile_weights

Flips = Sequence[tuple[int, ...]]
"""The mirror images to average over: for each, the axes that are mirrored."""

AS_IS: Flips = ((),)
LEFT_RIGHT: Flips = ((), (0,))
EVERY_AXIS: Flips = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))

_USUAL_BYTES = 600.0
"""Bytes a voxel, where the caller has not measured them."""

_SAFETY = 1.3
"""Memory is never used to its last byte: arrays are cut into pages, and other threads work too."""


def predict(
    runtime: Runtime,
    image: NDArray[np.float32],
    *,
    usual: Shape,
    flips: Flips = LEFT_RIGHT,
    bytes_per_voxel: float = _USUAL_BYTES,
    free_bytes: int | None = None,
    on_step: Callable[[float], None] = lambda done: None,
) -> NDArray[np.float32]:
    """Return the probability of each region in each voxel: one pass over the padded volume where memory allows it.

    Otherwise overlapping tiles, weighed by a Gaussian.

    Args:
        runtime: Runs the network.
        image: Shape `(x, y, z, channels)`, as `prepare` makes it.
        usual: The shape that the runtime is ready for; also the largest tile.
        flips: The mirror images to average over.
        bytes_per_voxel: That a pass takes, as `warm_up` measured it.
        free_bytes: That may be taken; None asks the machine.
        on_step: Told the share that is done; may raise to stop.

    Returns:
        Shape `(x, y, z, regions)`.

    Raises:
        MemoryError: If not even a tile fits.
    """
    whole = padded_shape(image.shape, usual=usual, multiple=runtime.multiple)
    padded, inside = _pad(image, shape=whole)
    free = available_bytes() if free_bytes is None else free_bytes
    most = free / (bytes_per_voxel * _SAFETY)
    if math.prod(whole) <= most:
        try:
            return _run(runtime, padded, inside, tile=whole, flips=flips, on_step=on_step)
        except MemoryError:
            # A GPU's memory is not the machine's; it is known to be too small when it is.
            most = math.prod(whole) / 2
    tile = tile_shape(whole, usual=usual, multiple=runtime.multiple, most_voxels=most)
    return _run(runtime, padded, inside, tile=tile, flips=flips, on_step=on_step)


def _run(
    runtime: Runtime,
    padded: NDArray[np.float32],
    inside: Box,
    *,
    tile: Shape,
    flips: Flips,
    on_step: Callable[[float], None],
) -> NDArray[np.float32]:
    """Average the passes over all tiles and mirror images."""
    boxes = list(tile_boxes(padded.shape[:3], tile=tile))
    passes = [(box, flip) for box in boxes for flip in flips]
    weights = (tile_weights(tile) if len(boxes) > 1 else np.ones(tile, np.float32))[..., None]
    total: NDArray[np.float32] | None = None
    counted = np.zeros((*padded.shape[:3], 1), np.float32)
    for index, (box, flip) in enumerate(passes):
        on_step(index / len(passes))
        probabilities = _pass(runtime, padded[box], flip=flip)
        if total is None:
            total = np.zeros((*padded.shape[:3], probabilities.shape[-1]), np.float32)
        total[box] += probabilities * weights
        counted[box] += weights
    on_step(1.0)
    assert total is not None  # there is at least one tile, and one mirror image
    total /= counted
    return np.ascontiguousarray(total[inside])


def _pass(runtime: Runtime, image: NDArray[np.float32], *, flip: tuple[int, ...]) -> NDArray[np.float32]:
    """Run the network once and return probabilities."""
    return np.flip(probabilities_of(runtime.logits(np.flip(image, flip)[None])[0]), flip)


def probabilities_of(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the sigmoid, written so that large logits do not overflow."""
    probabilities: NDArray[np.float32] = 0.5 * (1.0 + np.tanh(0.5 * logits))
    return probabilities


def _pad(image: NDArray[np.float32], *, shape: Shape) -> tuple[NDArray[np.float32], Box]:
    """Return the image in the middle of zeros, and where in them it lies."""
    starts = [(outer - size) // 2 for size, outer in zip(image.shape[:3], shape, strict=True)]
    sides = [slice(start, start + size) for start, size in zip(starts, image.shape[:3], strict=True)]
    inside: Box = (sides[0], sides[1], sides[2])
    if image.shape[:3] == shape:
        return image, inside
    padded = np.zeros((*shape, image.shape[-1]), np.float32)
    padded[inside] = image
    return padded, inside
