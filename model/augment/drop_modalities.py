"""Leave modalities out, as incomplete studies do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from numpy.random import Generator

from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class DropModalities:
    """Set modalities to zero, never all of them.

    Args:
        probability: How often any is left out. How many is then drawn evenly from one to all but one.
    """

    probability: float = 0.25

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[int, ...]:
        """Draw the modalities to leave out."""
        if sample.modalities < 2 or rng.random() >= self.probability:
            return ()
        count = int(rng.integers(1, sample.modalities))
        return tuple(sorted(int(index) for index in rng.permutation(sample.modalities)[:count]))

    def apply(self, sample: Sample, parameters: tuple[int, ...]) -> Sample:
        """Set the modalities to zero."""
        if not parameters:
            return sample
        image = sample.image.copy()
        image[..., list(parameters)] = 0.0
        return replace(sample, image=image)
