"""Draw for, and change, each modality on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.augment.sample import Sample

__all__ = ["change_brain", "change_modalities", "draw_per_modality"]

T = TypeVar("T")


def draw_per_modality(
    sample: Sample, *, rng: Generator, probability: float, value: Callable[[], T]
) -> tuple[T | None, ...]:
    """Draw a value for each modality, or None where it is left alone.

    Args:
        sample: What will be changed.
        rng: Source of chance.
        probability: How often a modality is changed.
        value: Draws one value.
    """
    return tuple(value() if rng.random() < probability else None for _ in range(sample.modalities))


def change_modalities(
    sample: Sample,
    parameters: Sequence[T | None],
    change: Callable[[NDArray[np.float32], T], NDArray[np.float32]],
) -> Sample:
    """Change each modality that has a parameter.

    Args:
        sample: Left as it is.
        parameters: One for each modality; None leaves it.
        change: Maps a modality, shape `(x, y, z)`, and its parameter to new values, zero outside the brain.
    """
    if all(parameter is None for parameter in parameters):
        return sample
    image = sample.image.copy()
    for modality, parameter in enumerate(parameters):
        if parameter is not None:
            image[..., modality] = change(image[..., modality], parameter)
    return replace(sample, image=image)


def change_brain(
    sample: Sample,
    parameters: Sequence[T | None],
    change: Callable[[NDArray[np.float32], T], NDArray[np.float32]],
) -> Sample:
    """Change the brain's voxels of each modality that has a parameter.

    Args:
        sample: Left as it is.
        parameters: One for each modality; None leaves it.
        change: Maps the values in the brain, shape `(voxels,)`, and the parameter to new values.
    """
    brain = sample.brain
    if not brain.any():
        return sample

    def inside(channel: NDArray[np.float32], parameter: T) -> NDArray[np.float32]:
        changed = channel.copy()
        changed[brain] = change(channel[brain], parameter)
        return changed

    return change_modalities(sample, parameters, inside)
