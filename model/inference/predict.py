"""Run a network over a prepared volume of any size."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras


USUAL_SHAPE = (80, 96, 80)
"""Holds nearly every brain at 2 mm."""

_MULTIPLE = 16


def predict(
    network: keras.Model,
    image: NDArray[np.float32],
    *,
    usual_shape: tuple[int, int, int] = USUAL_SHAPE,
    mirror: bool = True,
    on_step: Callable[[float], None] = lambda done: None,
) -> NDArray[np.float32]:
    """Return the probability of each region in each voxel, from one pass over the padded volume.

    Args:
        network: Gives logits `(1, x, y, z, regions)`.
        image: Shape `(x, y, z, channels)`, as `prepare` makes it.
        usual_shape: Smaller images are padded with zeros to this, so that one traced function serves nearly
                all; larger ones to the next multiple of what the network halves.
        mirror: Average with the prediction of the left-right mirrored image.
        on_step: Told the share that is done; may raise to stop.

    Returns:
        Shape `(x, y, z, regions)`.
    """
    shape = image.shape[:3]
    padded = tuple(
        usual if size <= usual else -(-size // _MULTIPLE) * _MULTIPLE
        for size, usual in zip(shape, usual_shape, strict=True)
    )
    low = tuple((outer - inner) // 2 for outer, inner in zip(padded, shape, strict=True))
    batch = np.zeros((1, *padded, image.shape[-1]), np.float32)
    x, y, z = (slice(start, start + size) for start, size in zip(low, shape, strict=True))
    inside = (x, y, z)
    batch[0][inside] = image
    passes = [False, True] if mirror else [False]
    total: NDArray[np.float32] | None = None
    for index, mirrored in enumerate(passes):
        on_step(index / len(passes))
        logits = np.asarray(network.predict_on_batch(batch[:, ::-1] if mirrored else batch), np.float32)[0]
        logits = (logits[::-1] if mirrored else logits)[inside]
        probabilities = 0.5 * (1.0 + np.tanh(0.5 * logits))
        total = probabilities if total is None else total + probabilities
    on_step(1.0)
    assert total is not None
    return np.asarray(total / len(passes), np.float32)
