"""Coarsen a modality along one axis, as thick slices do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.augment.modalities import change_modalities, draw_per_modality
from model.augment.sample import Sample


@dataclass(frozen=True, kw_only=True)
class LowResolution:
    """Average modalities over thick slices along an axis, and interpolate them back; the background stays zero.

    Args:
        probability: How often each modality is changed.
        thickness: Smallest and largest thickness of the slices, in voxels.
    """

    probability: float = 0.15
    thickness: tuple[float, float] = (1.3, 3.0)

    def draw(self, sample: Sample, *, rng: Generator) -> tuple[tuple[int, float] | None, ...]:
        """Draw axis and thickness for each modality; None leaves it."""
        return draw_per_modality(
            sample,
            rng=rng,
            probability=self.probability,
            value=lambda: (int(rng.integers(3)), float(rng.uniform(*self.thickness))),
        )

    def apply(self, sample: Sample, parameters: tuple[tuple[int, float] | None, ...]) -> Sample:
        """Coarsen along the axes."""
        brain = sample.brain

        def coarsen(channel: NDArray[np.float32], parameter: tuple[int, float]) -> NDArray[np.float32]:
            axis, thickness = parameter
            coarse = np.tensordot(coarsening(channel.shape[axis], thickness=thickness), channel, axes=(1, axis))
            coarsened: NDArray[np.float32] = np.moveaxis(coarse, 0, axis) * brain
            return coarsened

        return change_modalities(sample, parameters, coarsen)


def coarsening(size: int, *, thickness: float) -> NDArray[np.float32]:
    """Return the matrix that averages a line over thick slices and interpolates it back linearly.

    Args:
        size: Voxels of the line.
        thickness: Of a slice, in voxels.

    Returns:
        Shape `(size, size)`; its rows add up to one.
    """
    count = max(1, round(size / thickness))
    edges = np.linspace(0.0, size, count + 1)
    voxels = np.arange(size)
    covered = np.minimum(edges[1:, None], voxels + 1.0) - np.maximum(edges[:-1, None], voxels)
    average = np.clip(covered, 0.0, None)
    average /= average.sum(axis=1, keepdims=True)
    centres = (edges[1:] + edges[:-1]) / 2
    interpolation = np.stack([np.interp(voxels + 0.5, centres, unit) for unit in np.eye(count)], axis=1)
    return np.asarray(interpolation @ average, np.float32)
