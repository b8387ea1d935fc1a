"""Bend the grey scale of a modality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.augment.modalities import change_brain, draw_per_modality
from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class Gamma:
    """Raise each modality, brought to 0..1 and back, to a power.

    Args:
        probability: How often each modality is changed.
        exponent: Smallest and largest power.
    """

    probability: float = 0.3
    exponent: tuple[float, float] = (0.7, 1.5)

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[float | None, ...]:
        """Draw the power of each modality, as likely below 1 as above; None leaves it."""
        low, high = np.log(self.exponent)
        return draw_per_modality(
            sample, rng=rng, probability=self.probability, value=lambda: float(np.exp(rng.uniform(low, high)))
        )

    def apply(self, sample: Sample, parameters: tuple[float | None, ...]) -> Sample:
        """Raise to the powers."""

        def bend(values: NDArray[np.float32], exponent: float) -> NDArray[np.float32]:
            low, high = float(values.min()), float(values.max())
            extent = max(high - low, 1e-6)
            # Rounding may leave -1e-8, whose power is not a number.
            shares = np.clip((values - low) / extent, 0.0, 1.0)
            bent: NDArray[np.float32] = np.power(shares, exponent) * extent + low
            return bent

        return change_brain(sample, parameters, bend)
