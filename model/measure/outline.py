"""The outline of a flat shape made of voxels, and what lies inside it.

A shape is the union of its voxels' rectangles, edges included. Places are given as corners: voxel (i, j) reaches from
corner (i, j) to corner (i + 1, j + 1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["TOLERANCE", "boundary_corners", "contains", "crossings"]

TOLERANCE = 1e-7
"""How far apart, in voxels, two places may lie and still be one: more than sums of products are rounded by."""


def boundary_corners(shape: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give the voxel corners on the outline of a shape and of its holes.

    Args:
        shape: (x, y).

    Returns:
        Corners in rising order, (corners, 2).
    """
    padded = np.pad(shape, 1)
    around = (padded[:-1, :-1], padded[1:, :-1], padded[:-1, 1:], padded[1:, 1:])
    return np.argwhere(np.logical_or.reduce(around) & ~np.logical_and.reduce(around))


def contains(shape: NDArray[np.bool_], places: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which places lie in a shape or on its outline.

    Args:
        shape: (x, y).
        places: corners and what lies between them, (..., 2).
    """
    padded = np.pad(shape, 1)
    # On an edge, the voxels on both sides count.
    below, above = (
        np.clip(np.floor(places + shift).astype(np.intp) + 1, 0, np.array(padded.shape) - 1)
        for shift in (-TOLERANCE, TOLERANCE)
    )
    inside: NDArray[np.bool_] = padded[below[..., 0], below[..., 1]] | padded[above[..., 0], above[..., 1]]
    return inside | padded[below[..., 0], above[..., 1]] | padded[above[..., 0], below[..., 1]]


def crossings(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give where a line comes from one voxel into the next, as shares of its length from 0 to 1, both included.

    Between two of them it lies within one voxel, or along the edge between two.

    Args:
        start: corner or place between corners, (2,).
        end: likewise.
    """
    shares = [np.array([0.0, 1.0])]
    for first, last in zip(start, end, strict=True):
        if abs(last - first) > TOLERANCE:
            edges = np.arange(np.ceil(min(first, last)), np.floor(max(first, last)) + 1)
            shares.append((edges - first) / (last - first))
    found = np.sort(np.clip(np.concatenate(shares), 0.0, 1.0))
    apart = np.diff(found) * float(np.hypot(*(end - start))) > TOLERANCE
    return np.concatenate([found[:1], found[1:][apart]])
