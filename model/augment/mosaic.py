"""Many small samples side by side in one patch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from model.augment.sample import Sample


def draw_mosaic(pieces: Sequence[Sample], *, shape: tuple[int, int, int], rng: Generator) -> Sample:
    """Fill a patch with pieces drawn at random, each mirrored at random, zeros where none fits any more.

    Every seam is one between pieces, never one around a lesion, so that seams tell the network nothing.

    Args:
        pieces: Samples of one shape with the same channels.
        shape: Voxels of the patch, at least those of a piece.
        rng: Source of chance.

    Raises:
        ValueError: If a piece does not fit into the patch.
    """
    size = pieces[0].shape
    counts = [whole // part for whole, part in zip(shape, size, strict=True)]
    if 0 in counts:
        raise ValueError(f"Expected pieces that fit into a patch of {shape}. Received: pieces of {size}")
    image = np.zeros((*shape, pieces[0].image.shape[-1]), np.float32)
    regions = np.zeros((*shape, pieces[0].regions.shape[-1]), np.float32)
    slack = [whole - count * part for whole, count, part in zip(shape, counts, size, strict=True)]
    corner = [int(rng.integers(rest + 1)) for rest in slack]
    for place in np.ndindex(*counts):
        piece = pieces[int(rng.integers(len(pieces)))]
        mirrored = tuple(axis for axis in range(3) if rng.random() < 0.5)
        box = tuple(
            slice(first + index * part, first + (index + 1) * part)
            for first, index, part in zip(corner, place, size, strict=True)
        )
        image[box] = np.flip(piece.image, mirrored)
        regions[box] = np.flip(piece.regions, mirrored)
    return Sample(image=image, regions=regions)
