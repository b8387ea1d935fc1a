"""Make a modality brighter or darker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from model.augment.modalities import change_brain, draw_per_modality
from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class Brightness:
    """Add a constant to the brain in each modality.

    Args:
        probability: How often each modality is changed.
        deviation: Standard deviation of the constant, in z-score.
    """

    probability: float = 0.15
    deviation: float = 0.2

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[float | None, ...]:
        """Draw the constant of each modality; None leaves it."""
        return draw_per_modality(
            sample, rng=rng, probability=self.probability, value=lambda: rng.normal(0.0, self.deviation)
        )

    def apply(self, sample: Sample, parameters: tuple[float | None, ...]) -> Sample:
        """Add the constants."""
        return change_brain(sample, parameters, lambda values, constant: values + np.float32(constant))
