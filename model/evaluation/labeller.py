"""Something that labels a case: the shipped network, another one, or masks that another tool wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.evaluation.study import Study
from model.inference.preprocess import Prepared
from model.volumes.resample import from_spacing


@dataclass(frozen=True, kw_only=True, eq=False)
class Probabilities:
    """Hold the calibrated probabilities of a study.

    Args:
        values: Shape `(x, y, z, regions)`, on the grid of the prepared image.
        prepared: Where that grid lies, and the brain.
    """

    values: NDArray[np.float32]
    prepared: Prepared

    def in_brain(self) -> NDArray[np.float32]:
        """Return the probabilities of the voxels of the brain on the study's own grid, `(voxels, regions)`."""
        prepared = self.prepared
        fine = from_spacing(self.values, spacing=prepared.spacing, target=prepared.target, shape=prepared.box_shape)
        inside: NDArray[np.float32] = fine[prepared.brain]
        return inside


@dataclass(frozen=True, kw_only=True, eq=False)
class Labelled:
    """Hold what was said of a study.

    Args:
        labels: Of the task, on the study's canonical grid.
        probabilities: Behind them; None where only labels are known.
        confidence: By region, the Dice that the labeller itself expects; empty where it expects none.
    """

    labels: NDArray[np.uint8]
    probabilities: Probabilities | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)


class Labeller(Protocol):
    """Label studies of one task."""

    @property
    def name(self) -> str:
        """What to call it in tables: short, and different from others in the same table."""

    @property
    def description(self) -> str:
        """What it is, exactly: version, hash and runtime of a network."""

    @property
    def takes_any_channels(self) -> bool:
        """Whether it labels a study that lacks some of the task's channels."""

    def label(self, study: Study) -> Labelled:
        """Label every voxel of a study; the expert's mask is not looked at.

        Raises:
            NeuroSliceModelError: If it cannot.
        """
