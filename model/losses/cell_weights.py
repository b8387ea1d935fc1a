"""How much each pixel of an image of cells counts, so that touching cells are told apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

__all__ = ["cell_weights", "class_balance"]


def cell_weights(cells: NDArray[np.integer], *, w0: float = 10.0, sigma: float = 5.0) -> NDArray[np.float32]:
    """Weigh the pixels of one image: classes by how rare they are, background between two cells much more.

    Args:
        cells: The number of each pixel's cell, 0 for background; shape `(rows, columns)`.
        w0: What a gap of no width adds.
        sigma: How fast that falls with the sum of the distances to the two nearest cells, in pixels.

    Returns:
        Weights of the same shape.

    Source:
        Ronneberger et al. 2015, equation 2 (arXiv 1505.04597). The paper adds the second part everywhere; inside a
        cell, where the distance to the nearest is 0, it would thicken borders with other cells from within, so it is
        added to background alone, as in the weight map of the paper's figure 3d.
    """
    weights = class_balance(cells > 0)
    numbers = [number for number in np.unique(cells) if number > 0]
    if len(numbers) < 2:
        return weights
    nearest = np.full(cells.shape, np.inf)
    second = np.full(cells.shape, np.inf)
    for number in numbers:
        distance = ndimage.distance_transform_edt(cells != number)
        second = np.minimum(second, np.maximum(nearest, distance))
        nearest = np.minimum(nearest, distance)
    gap = w0 * np.exp(-((nearest + second) ** 2) / (2 * sigma**2))
    return weights + np.where(cells == 0, gap, 0.0).astype(np.float32)


def class_balance(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Weigh foreground and background so that each counts as much as the other, and the mean weight is 1.

    Args:
        mask: Foreground, any shape. A class that is everything counts 1.
    """
    share = float(mask.mean())
    if share in (0.0, 1.0):
        return np.ones(mask.shape, np.float32)
    return np.where(mask, 0.5 / share, 0.5 / (1.0 - share)).astype(np.float32)
