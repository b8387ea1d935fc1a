"""A slice of a mask in the colours of its regions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from model.tasks import Region

__all__ = ["label_colours", "render_overlay"]


@lru_cache(maxsize=64)
def label_colours(regions: tuple[Region, ...], *, alpha: float) -> NDArray[np.uint8]:
    """Make the table from a label to its colour.

    Where regions hold one another, the last one drawn is seen, so that colours stay those of the task card.

    Args:
        regions: to be drawn, in this order.
        alpha: opacity of every region, 0 to 1.

    Returns:
        (256, 4) RGBA, transparent for labels in no region, read-only.

    Raises:
        ValueError: if alpha lies outside 0 to 1.
    """
    if not 0.0 <= alpha <= 1.0:
        raise ValueError(f"expected alpha from 0 to 1. Received: {alpha}")
    table = np.zeros((256, 4), dtype=np.uint8)
    for region in regions:
        table[list(region.labels)] = (*_rgb(region.colour), round(255 * alpha))
    table.setflags(write=False)
    return table


def render_overlay(labels: NDArray[np.uint8], *, regions: Sequence[Region], alpha: float) -> NDArray[np.uint8]:
    """Colour a slice of labels.

    Args:
        labels: (rows, columns).
        regions: to be drawn, in this order.
        alpha: opacity of every region, 0 to 1.

    Returns:
        (rows, columns, 4) RGBA.
    """
    return np.take(label_colours(tuple(regions), alpha=alpha), labels, axis=0, mode="clip")


def _rgb(colour: str) -> tuple[int, int, int]:
    """Read "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
