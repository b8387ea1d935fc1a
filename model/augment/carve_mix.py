"""Paste another patient's lesion into a case."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.augment.donors import Donors
from model.augment.sample import Sample

_TRIES = 8
"""Places that are tried before a case is left alone."""

_IN_BRAIN = 0.8
"""Share of a pasted lesion that must lie in the brain of the case."""


@dataclass(frozen=True)
class CarveMixParameters:
    """What is pasted where.

    Attributes:
        donor: Index of the donor.
        distance: Voxels by which the carved part reaches beyond the donor's lesion; negative where it is smaller.
        corner: Voxel of the case on which the donor's first voxel comes to lie.
    """

    donor: int
    distance: float
    corner: tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class CarveMix:
    """Carve a donor's lesion with a margin drawn at random, and paste it where a case has brain and no tumour.

    Args:
        donors: Whose lesions are carved.
        probability: How often a case receives one.

    Source:
        Zhang et al. 2021 (arXiv 2108.06883): the carved part and its margin. There the place is the donor's own, for
        volumes of one space; here it is drawn, since a cube does not say where it was.
    """

    donors: Donors
    probability: float = 0.3

    def draw(self, sample: Sample, *, rng: Generator) -> CarveMixParameters | None:
        """Draw donor, margin and place; None where the case is left alone."""
        if not len(self.donors) or rng.random() >= self.probability:
            return None
        donor = int(rng.integers(len(self.donors)))
        deepest = -float(self.donors.distances(donor).min())
        free = np.flatnonzero(sample.brain & (sample.regions[..., 0] < 0.5))
        if deepest <= 0 or not len(free):
            return None
        # As often smaller than the lesion as larger.
        distance = float(rng.uniform(0.0, deepest / 2) * rng.choice((-1.0, 1.0)))
        carved = self._carved(donor, distance)
        middle = np.round(carved.mean(axis=0)).astype(int)
        for place in rng.choice(free, _TRIES):
            corner = np.asarray(np.unravel_index(int(place), sample.shape)) - middle
            landing = _within(carved + corner, sample.shape)
            in_brain = int(np.count_nonzero(sample.brain[landing]))
            if in_brain >= _IN_BRAIN * len(carved) and not np.any(sample.regions[landing][:, 0] > 0.5):
                return CarveMixParameters(donor, distance, (int(corner[0]), int(corner[1]), int(corner[2])))
        return None

    def apply(self, sample: Sample, parameters: CarveMixParameters | None) -> Sample:
        """Paste the carved part; the brain of the case keeps its border."""
        if parameters is None:
            return sample
        corner = np.asarray(parameters.corner)
        landing = _within(self._carved(parameters.donor, parameters.distance) + corner, sample.shape)
        landing = tuple(axis[sample.brain[landing]] for axis in landing)
        source = tuple(axis - first for axis, first in zip(landing, corner, strict=True))
        donor = self.donors[parameters.donor]
        image, regions = sample.image.copy(), sample.regions.copy()
        image[landing] = donor.image[source]
        regions[landing] = donor.regions[source]
        return replace(sample, image=image, regions=regions)

    def _carved(self, donor: int, distance: float) -> NDArray[np.int_]:
        """Return the voxels of a donor's carved part, shape `(voxels, 3)`; what lies outside its brain is not given."""
        part = (self.donors.distances(donor) <= distance) & self.donors[donor].brain
        voxels: NDArray[np.int_] = np.argwhere(part)
        return voxels


def _within(voxels: NDArray[np.int_], shape: tuple[int, int, int]) -> tuple[NDArray[np.int_], ...]:
    """Return the voxels that lie within a shape, as indices along each axis."""
    return tuple(voxels[np.all((voxels >= 0) & (voxels < shape), axis=1)].T)
