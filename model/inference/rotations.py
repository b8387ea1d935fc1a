"""Average what a network says of an image over rotations of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = ["average_rotations"]


def average_rotations(
    run: Callable[[NDArray[np.float32]], NDArray[np.float32]], image: NDArray[np.float32], *, count: int = 7
) -> NDArray[np.float32]:
    """Return the mean of what the network says of an image and of its rotations, each turned back.

    Args:
        run: From `(rows, columns, channels)` to probabilities `(rows, columns, classes)`, for any size.
        image: Shape `(rows, columns, channels)`.
        count: Rotations, spread evenly over the circle, the image as it is among them.

    Returns:
        Shape `(rows, columns, classes)`.

    Raises:
        ValueError: If `count` is less than 1.

    Source:
        Ronneberger et al. 2015, section 4 (arXiv 1505.04597): "averaged over 7 rotated versions of the input data".
        The angles are not given there. Images are mirrored beyond their borders, so that a rotated one has no corner of
        nothing.
    """
    if count < 1:
        raise ValueError(f"`count` must be at least 1. Received: count={count}")
    rows, columns = image.shape[:2]
    # Holds the whole image at every angle.
    side = int(np.ceil(np.hypot(rows, columns)))
    before = ((side - rows) // 2, (side - columns) // 2)
    padding = [(before[0], side - rows - before[0]), (before[1], side - columns - before[1]), (0, 0)]
    padded = np.pad(image, padding, mode="symmetric")
    inside = (slice(before[0], before[0] + rows), slice(before[1], before[1] + columns))
    total = run(image).astype(np.float64)
    for index in range(1, count):
        degrees = 360.0 * index / count
        total += _turn(run(_turn(padded, degrees)), -degrees)[inside]
    return (total / count).astype(np.float32)


def _turn(data: NDArray[np.float32], degrees: float) -> NDArray[np.float32]:
    """Rotate a square image about its middle; right angles without interpolation."""
    if degrees % 90 == 0:
        return np.ascontiguousarray(np.rot90(data, round(degrees / 90) % 4))
    # Imported when it is used, because most networks turn nothing and should not wait for it.
    from scipy import ndimage

    turned: NDArray[np.float32] = ndimage.rotate(
        data, degrees, axes=(1, 0), reshape=False, order=1, mode="mirror", output=np.float32
    )
    return turned
