"""How much each voxel of a case counts in the loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.losses.cell_weights import cell_weights
from model.metrics.mask_segments import mask_segments
from model.volumes.labels import LabelVolume

__all__ = ["WEIGHTINGS", "part_objects", "weigh"]


def weigh(labels: LabelVolume, *, weighting: Mapping[str, Any]) -> NDArray[np.float32]:
    """Return the weights of a case, 0 where nobody said what a voxel is.

    Args:
        labels: Of the expert.
        weighting: Its `name`, one of `WEIGHTINGS`, and the arguments of that.

    Returns:
        Shape `(x, y, z)`.

    Raises:
        ValueError: If the name is unknown or an argument does not fit.
    """
    arguments = dict(weighting)
    name = str(arguments.pop("name", None))
    if name not in WEIGHTINGS:
        raise ValueError(f"`name` of a weighting must be one of {sorted(WEIGHTINGS)}. Received: name={name}")
    known = np.ones(labels.data.shape, bool) if labels.known is None else labels.known
    try:
        weights = WEIGHTINGS[name](labels, known, **arguments)
    except TypeError as error:
        raise ValueError(f"The arguments of weighting {name!r} do not fit: {error}") from error
    return np.where(known, weights, np.float32(0.0))


def part_objects(numbers: NDArray[np.int32]) -> NDArray[np.int32]:
    """Make a gap between objects that touch within a slice: what is next to another object becomes background.

    Args:
        numbers: The number of each voxel's object, 0 for background; `(x, y, z)`.

    Source:
        Ronneberger et al. 2015, section 3 (arXiv 1505.04597): "the network [is forced] to learn the small separation
        borders". There, too, what touches is parted before the weights are computed.
    """
    parted = numbers.copy()
    for axis in (0, 1):
        before = np.take(numbers, range(numbers.shape[axis] - 1), axis=axis)
        after = np.take(numbers, range(1, numbers.shape[axis]), axis=axis)
        touching = (before != after) & (before > 0) & (after > 0)
        for first in (0, 1):
            part = tuple(slice(first, first - 1 or None) if each == axis else slice(None) for each in range(3))
            parted[part][touching] = 0
    return parted


def _known(labels: LabelVolume, known: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Weigh all that is known alike."""
    return np.ones(known.shape, np.float32)


def _classes(labels: LabelVolume, known: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Weigh the labels, background among them, so that each counts as much as any other, and the mean is 1."""
    found, counts = np.unique(labels.data[known], return_counts=True)
    table = np.zeros(256, np.float32)
    table[found] = counts.sum() / (len(found) * np.maximum(counts, 1))
    weights: NDArray[np.float32] = table[labels.data]
    return weights


def _cells(
    labels: LabelVolume, known: NDArray[np.bool_], *, w0: float = 10.0, sigma: float = 5.0
) -> NDArray[np.float32]:
    """Weigh each slice as the U-Net of 2015 does, the border between two objects much."""
    numbers = mask_segments(labels.data > 0) if labels.parts is None else part_objects(labels.parts)
    slices = [cell_weights(numbers[:, :, z], w0=w0, sigma=sigma) for z in range(numbers.shape[2])]
    return np.stack(slices, axis=-1)


WEIGHTINGS: Mapping[str, Callable[..., NDArray[np.float32]]] = {
    "cells": _cells,
    "classes": _classes,
    "known": _known,
}
"""By the name in a recipe. `known` weighs all voxels alike of which somebody said what they are."""
