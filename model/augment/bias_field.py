"""Shade a modality smoothly, as an uneven receive coil does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from model.augment.modalities import change_modalities, draw_per_modality
from model.augment.sample import Sample

_DEGREE = 3


@dataclass(frozen=True, kw_only=True)
class BiasField:
    """Add a smooth field to the brain in each modality: on z-scores, the shading of a coil is nearly that.

    Args:
        probability: How often each modality is changed.
        strength: Largest difference from the mean, in z-score.
    """

    probability: float = 0.15
    strength: float = 0.4

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[tuple[int, float] | None, ...]:
        """Draw a seed for the field's form and its strength in each modality; None leaves it."""
        return draw_per_modality(
            sample,
            rng=rng,
            probability=self.probability,
            value=lambda: (int(rng.integers(2**31)), float(rng.uniform(0.0, self.strength))),
        )

    def apply(self, sample: Sample, parameters: tuple[tuple[int, float] | None, ...]) -> Sample:
        """Add the fields."""
        brain = sample.brain

        def shade(channel: NDArray[np.float32], parameter: tuple[int, float]) -> NDArray[np.float32]:
            seed, strength = parameter
            return channel + np.float32(strength) * smooth_field(sample.shape, seed=seed) * brain

        return change_modalities(sample, parameters, shade)


def smooth_field(shape: tuple[int, int, int], *, seed: int) -> NDArray[np.float32]:
    """Return a random polynomial of the three coordinates whose largest magnitude is one.

    Args:
        shape: Voxels along x, y, z.
        seed: Decides its coefficients.
    """
    coefficients = default_rng(seed).normal(size=(_DEGREE + 1,) * 3)
    orders = np.indices(coefficients.shape).sum(axis=0)
    coefficients[(orders == 0) | (orders > _DEGREE)] = 0.0
    x, y, z = (
        np.polynomial.legendre.legvander(np.linspace(-1.0, 1.0, size), _DEGREE).astype(np.float32) for size in shape
    )
    field = np.einsum("abc,ia,jb,kc->ijk", coefficients.astype(np.float32), x, y, z, optimize=True)
    largest = float(np.abs(field).max())
    return np.asarray(field / (largest or 1.0), np.float32)
