"""Run a network over a prepared volume of any size."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.inference.preprocess import Box
from model.inference.tiles import tile_boxes, tile_weights

if TYPE_CHECKING:
    import keras

USUAL_SHAPE = (80, 96, 80)
"""Holds nearly every brain at 2 mm."""

_MULTIPLE = 16
_LARGEST_PASS = 3_000_000
"""Voxels of a pass; the activations of more would not leave the worker within its memory budget."""


def predict(
    network: keras.Model,
    image: NDArray[np.float32],
    *,
    usual_shape: tuple[int, int, int] = USUAL_SHAPE,
    largest_pass: int = _LARGEST_PASS,
    mirror: bool = True,
    on_step: Callable[[float], None] = lambda done: None,
) -> NDArray[np.float32]:
    """Return the probability of each region in each voxel: one pass over the padded volume, or tiles where it is large.

    Args:
        network: Gives logits `(1, x, y, z, regions)`.
        image: Shape `(x, y, z, channels)`, as `prepare` makes it.
        usual_shape: Smaller images are padded with zeros to this, so that one traced function serves nearly all;
            larger ones to a multiple of what the network halves. Also the size of a tile.
        largest_pass: Voxels up to which one pass is made.
        mirror: Average with the prediction of the left-right mirrored image.
        on_step: Told the share that is done; may raise to stop.

    Returns:
        Shape `(x, y, z, regions)`.
    """
    padded, inside = _pad(image, usual_shape=usual_shape)
    x, y, z = padded.shape[:3]
    if x * y * z <= largest_pass:
        boxes: list[Box] = [(slice(0, x), slice(0, y), slice(0, z))]
        weights = np.ones((x, y, z), np.float32)
    else:
        boxes = list(tile_boxes((x, y, z), tile=usual_shape))
        weights = tile_weights(usual_shape)

    total: NDArray[np.float32] | None = None
    counted = np.zeros((x, y, z), np.float32)
    passes = [(box, mirrored) for box in boxes for mirrored in ((False, True) if mirror else (False,))]
    for index, (box, mirrored) in enumerate(passes):
        on_step(index / len(passes))
        probabilities = _pass(network, padded[box], mirrored=mirrored)
        if total is None:
            total = np.zeros((x, y, z, probabilities.shape[-1]), np.float32)
        total[box] += probabilities * weights[..., None]
        counted[box] += weights
    on_step(1.0)
    assert total is not None
    return np.ascontiguousarray(total[inside] / counted[inside][..., None])


def _pass(network: keras.Model, image: NDArray[np.float32], *, mirrored: bool) -> NDArray[np.float32]:
    """Run the network once and return probabilities."""
    batch = image[None, ::-1] if mirrored else image[None]
    logits = np.asarray(network.predict_on_batch(batch), np.float32)[0]
    # The sigmoid, written so that large logits do not overflow.
    probabilities: NDArray[np.float32] = 0.5 * (1.0 + np.tanh(0.5 * logits))
    return probabilities[::-1] if mirrored else probabilities


def _pad(image: NDArray[np.float32], *, usual_shape: tuple[int, int, int]) -> tuple[NDArray[np.float32], Box]:
    """Return the image in the middle of zeros, and where in them it lies."""
    sizes, sides = [], []
    for size, usual in zip(image.shape[:3], usual_shape, strict=True):
        outer = usual if size <= usual else -(-size // _MULTIPLE) * _MULTIPLE
        start = (outer - size) // 2
        sizes.append(outer)
        sides.append(slice(start, start + size))
    x, y, z = sides
    padded = np.zeros((*sizes, image.shape[-1]), np.float32)
    padded[x, y, z] = image
    return padded, (x, y, z)
