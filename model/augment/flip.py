"""Mirror a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class Flip:
    """Mirror along each axis with a probability of its own.

    Args:
        probabilities: One for each of x (left-right), y and z.
    """

    probabilities: Sequence[float] = (0.5, 0.0, 0.0)

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[int, ...]:
        """Draw the axes to mirror."""
        chances = rng.random(3)
        return tuple(axis for axis in range(3) if chances[axis] < self.probabilities[axis])

    def apply(self, sample: Sample, parameters: tuple[int, ...]) -> Sample:
        """Mirror along the given axes."""
        return sample.moved(lambda data, order: np.flip(data, parameters))
