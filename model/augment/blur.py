"""Blur a modality, as thick slices or a moving patient do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy import ndimage

from model.augment.modalities import change_modalities, draw_per_modality
from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class Blur:
    """Blur each modality with a Gaussian; the background stays zero.

    Args:
        probability: How often each modality is changed.
        deviation: Smallest and largest standard deviation, in voxels.
    """

    probability: float = 0.1
    deviation: tuple[float, float] = (0.4, 0.9)

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[float | None, ...]:
        """Draw the deviation of each modality; None leaves it."""
        return draw_per_modality(
            sample, rng=rng, probability=self.probability, value=lambda: rng.uniform(*self.deviation)
        )

    def apply(self, sample: Sample, parameters: tuple[float | None, ...]) -> Sample:
        """Blur by the deviations."""
        brain = sample.brain

        def blur(channel: NDArray[np.float32], deviation: float) -> NDArray[np.float32]:
            # A short kernel: beyond two deviations the weights no longer show.
            blurred: NDArray[np.float32] = ndimage.gaussian_filter(channel, deviation, truncate=2.0) * brain
            return blurred

        return change_modalities(sample, parameters, blur)
