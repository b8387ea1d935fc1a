"""Overlapping tiles for volumes that are too large for one pass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from model.inference.preprocess import Box


def tile_boxes(shape: tuple[int, int, int], *, tile: tuple[int, int, int]) -> Iterator[Box]:
    """Yield boxes of one size that cover a volume, each overlapping the next by at least half a tile.

    Args:
        shape: Voxels of the volume, along each axis at least those of a tile.
        tile: Voxels of a tile.
    """
    starts = [_starts(size, length) for size, length in zip(shape, tile, strict=True)]
    for x, y, z in product(*starts):
        yield slice(x, x + tile[0]), slice(y, y + tile[1]), slice(z, z + tile[2])


def tile_weights(tile: tuple[int, int, int]) -> NDArray[np.float32]:
    """Return how much each voxel of a tile counts: a Gaussian, because a network knows least at the border.

    Args:
        tile: Voxels of a tile.

    Source:
        Isensee et al. 2021 (nnU-Net), standard deviation an eighth of the tile.
    """
    weights = np.ones(tile, np.float32)
    for axis, size in enumerate(tile):
        places = (np.arange(size) - (size - 1) / 2) / (size / 8)
        profile = np.exp(-0.5 * places**2).astype(np.float32)
        weights *= profile.reshape([-1 if other == axis else 1 for other in range(3)])
    # Never less than 1e-11, which float32 divides by as well as by 1. A floor under the product would make the edges of
    # a volume, where every tile counts little, trust the borders of tiles as much as their middles.
    return weights


def _starts(size: int, tile: int) -> list[int]:
    """Spread tiles evenly, the last one ending with the volume."""
    count = 1 if size <= tile else -(-(size - tile) // (tile // 2)) + 1
    return [round(index * (size - tile) / max(1, count - 1)) for index in range(count)]
