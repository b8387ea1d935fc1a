"""A study at about 4 mm: enough to tell what it shows, and quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.inference.preprocess import Prepared

_BLOCK = 4.0
_MOST = 4.0
"""Deviations from the mean that count; beyond lie vessels and errors of the scanner."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Coarse:
    """Hold what the checks look at.

    Attributes:
        values: By channel id, shape `(x, y, z)`: mean 0 and deviation 1 in the brain, 0 outside.
        brain: What is not background, same shape.
        depth: Millimetres below the surface of that, same shape.
        spacing: Of the blocks, mm.
    """

    values: Mapping[str, NDArray[np.float32]]
    brain: NDArray[np.bool_]
    depth: NDArray[np.float32]
    spacing: tuple[float, float, float]


def coarsen(prepared: Prepared, *, channels: Sequence[str], present: Sequence[str]) -> Coarse:
    """Average a prepared study over blocks of about 4 mm.

    Args:
        prepared: The study.
        channels: Ids of the channels of its image, in order.
        present: Ids of those that were given.
    """
    # Imported here: the web process imports this package for its types alone, and SciPy takes a third of a second.
    from scipy import ndimage

    steps = [max(1, round(_BLOCK / size)) for size in prepared.target]
    spacing = [step * size for step, size in zip(steps, prepared.target, strict=True)]
    mask = _blocks(prepared.image[..., -1], steps)
    brain = mask >= 0.5
    values = {}
    for channel in present:
        image = prepared.image[..., channels.index(channel)]
        values[channel] = _standardise(_blocks(image * prepared.image[..., -1], steps), mask=mask, brain=brain)
    depth = ndimage.distance_transform_edt(np.pad(brain, 1), sampling=spacing)[1:-1, 1:-1, 1:-1]
    return Coarse(
        values=values, brain=brain, depth=depth.astype(np.float32), spacing=(spacing[0], spacing[1], spacing[2])
    )


def _blocks(image: NDArray[np.float32], steps: Sequence[int]) -> NDArray[np.float32]:
    """Return the mean of each block; what reaches beyond the image is 0."""
    sizes = [-(-size // step) * step for size, step in zip(image.shape, steps, strict=True)]
    blocks = np.pad(image, [(0, size - old) for size, old in zip(sizes, image.shape, strict=True)])
    for axis, step in enumerate(steps):
        shape = (*blocks.shape[:axis], blocks.shape[axis] // step, step, *blocks.shape[axis + 1 :])
        blocks = blocks.reshape(shape).mean(axis=axis + 1)
    return np.asarray(blocks, np.float32)


def _standardise(
    sums: NDArray[np.float32], *, mask: NDArray[np.float32], brain: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Return mean 0 and deviation 1 over the brain, 0 outside."""
    result = np.zeros(brain.shape, np.float32)
    values = sums[brain] / mask[brain]
    if values.size and (deviation := float(values.std())) > 1e-6:
        result[brain] = np.clip((values - values.mean()) / deviation, -_MOST, _MOST)
    return result
