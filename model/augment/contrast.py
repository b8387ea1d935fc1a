"""Stretch or flatten a modality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.augment.modalities import change_brain, draw_per_modality
from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """Multiply the distance to the mean in each modality.

    Args:
        probability: How often each modality is changed.
        factor: Smallest and largest factor.
    """

    probability: float = 0.15
    factor: tuple[float, float] = (0.75, 1.25)

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[float | None, ...]:
        """Draw the factor of each modality; None leaves it."""
        return draw_per_modality(sample, rng=rng, probability=self.probability, value=lambda: rng.uniform(*self.factor))

    def apply(self, sample: Sample, parameters: tuple[float | None, ...]) -> Sample:
        """Multiply by the factors about each modality's mean."""

        def stretch(values: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
            mean = float(values.mean())
            stretched: NDArray[np.float32] = (values - mean) * factor + mean
            return stretched

        return change_brain(sample, parameters, stretch)
