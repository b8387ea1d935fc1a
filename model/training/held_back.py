"""Measure a network where its training was shown nothing: on the slices of a volume that were held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.data.annotated_slices import AnnotatedSlices
from model.data.case import Case
from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.metrics.counts import count_voxels
from model.metrics.iou import iou
from model.tasks.card import TaskCard
from model.training.validate import Scores, label_case

if TYPE_CHECKING:
    import keras

__all__ = ["HeldBack", "HeldBackJudge"]


@dataclass(frozen=True, kw_only=True)
class HeldBack:
    """What is measured of a volume.

    Args:
        case: With everything that its expert annotated.
        shown: Slices that are not measured, because a network learns from them; None where none does.
    """

    case: Case
    shown: AnnotatedSlices | None = None


@dataclass(frozen=True, kw_only=True)
class HeldBackJudge:
    """Measure the voxels that were annotated and held back.

    Args:
        volumes: By the name that their scores get.
        task: Its channels, spacing and regions.
        usual_shape: As for `predict`.
    """

    volumes: Mapping[str, HeldBack]
    task: TaskCard
    usual_shape: tuple[int, int, int]

    @property
    def definition(self) -> str:
        """What the scores are."""
        return (
            "|A∩B| / |A∪B| for each region over the annotated voxels of the slices that were held back, on the case's "
            "own grid; both masks empty 1, one empty 0; the mean is over the volumes."
        )

    def __call__(self, network: keras.Model) -> Scores:
        """Return the intersection over union of each region of each volume."""
        runtime = TensorflowRuntime(network, fold=False)
        scores: dict[str, Mapping[str, float]] = {}
        for name, volume in self.volumes.items():
            mask, found = label_case(volume.case, runtime=runtime, task=self.task, usual_shape=self.usual_shape)
            truth = mask.data
            measured = np.ones(truth.shape, bool) if mask.known is None else mask.known.copy()
            if volume.shown is not None:
                measured &= ~volume.shown.mask(truth.shape)
            if not measured.any():
                raise ValueError(f"Every annotated slice of {volume.case.name} is learned from: hold some back.")
            scores[name] = {
                region.id: iou(
                    count_voxels(np.isin(truth[measured], region.labels), np.isin(found[measured], region.labels))
                )
                for region in self.task.regions
            }
        return scores
