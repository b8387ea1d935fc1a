"""Draw for, and change, each modality on its own, inside the brain only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.augment.sample import Sample


def draw_per_modality(
    sample: Sample, *, rng: Generator, probability: float, value: Callable[[], float]
) -> tuple[float | None, ...]:
    """Draw a value for each modality, or None where it is left alone.

    Args:
        sample: What will be changed.
        rng: Source of chance.
        probability: How often a modality is changed.
        value: Draws one value.
    """
    return tuple(float(value()) if rng.random() < probability else None for _ in range(sample.modalities))


def change_modalities(
    sample: Sample,
    parameters: Sequence[float | None],
    change: Callable[[NDArray[np.float32], float], NDArray[np.float32]],
) -> Sample:
    """Change the brain's voxels of each modality that has a parameter.

    Args:
        sample: Left as it is.
        parameters: One for each modality; None leaves it.
        change: Maps the values in the brain, shape `(voxels,)`, and the parameter to new values.
    """
    brain = sample.brain
    if not brain.any() or all(parameter is None for parameter in parameters):
        return sample
    image = sample.image.copy()
    for modality, parameter in enumerate(parameters):
        if parameter is not None:
            channel = image[..., modality]
            channel[brain] = change(channel[brain], parameter)
    return Sample(image=image, regions=sample.regions)
