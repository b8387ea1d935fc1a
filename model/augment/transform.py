"""The shape that every transform has."""

from __future__ import annotations

from typing import Protocol, TypeVar

from numpy.random import Generator

from model.augment.sample import Sample

Parameters = TypeVar("Parameters")


class Transform(Protocol[Parameters]):
    """Change a sample at random, the chance kept apart from the change so that it can be replayed."""

    def draw(self, sample: Sample, *, rng: Generator) -> Parameters:
        """Draw the parameters of one change; the sample is looked at, never changed."""
        ...

    def apply(self, sample: Sample, parameters: Parameters) -> Sample:
        """Return the changed sample; the same parameters give the same result."""
        ...
