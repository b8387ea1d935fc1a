"""Add scanner noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng

from model.augment.modalities import change_brain, draw_per_modality
from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class Noise:
    """Add normal noise to the brain in each modality.

    Args:
        probability: How often each modality is changed.
        deviation: Largest standard deviation, in z-score.
    """

    probability: float = 0.15
    deviation: float = 0.3

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[int, tuple[float | None, ...]]:
        """Draw a seed for the noise itself and its deviation in each modality; None leaves it."""
        seed = int(rng.integers(2**31))
        return seed, draw_per_modality(
            sample, rng=rng, probability=self.probability, value=lambda: rng.uniform(0.0, self.deviation)
        )

    def apply(self, sample: Sample, parameters: tuple[int, tuple[float | None, ...]]) -> Sample:
        """Add the noise that the seed stands for."""
        seed, deviations = parameters
        rng = default_rng(seed)
        return change_brain(
            sample,
            deviations,
            lambda values, deviation: (
                values + rng.standard_normal(values.shape, dtype=np.float32) * np.float32(deviation)
            ),
        )
