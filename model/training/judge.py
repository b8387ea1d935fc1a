"""What a run is measured on: whole cases on their own grid, or prepared ones at the network's spacing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from model.data.case import Case
from model.inference.decode import decode
from model.inference.predict_task import predict_task
from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.metrics.dice import dice
from model.tasks.card import TaskCard
from model.training.dataset import load_sample
from model.training.validate import Scores, validate

if TYPE_CHECKING:
    import keras

__all__ = ["CaseJudge", "Judge", "PreparedJudge"]


class Judge(Protocol):
    """Measure a network on the cases of a validation."""

    @property
    def definition(self) -> str:
        """What the scores are, in one sentence."""
        ...

    def __call__(self, network: keras.Model) -> Scores:
        """Return the Dice of each region of each case."""
        ...


@dataclass(frozen=True, kw_only=True)
class CaseJudge:
    """Measure on the cases' own grids, where the experts drew.

    Args:
        cases: With expert masks.
        task: Its channels, spacing and regions.
        usual_shape: As for `predict`.
    """

    cases: Sequence[Case]
    task: TaskCard
    usual_shape: tuple[int, int, int]

    @property
    def definition(self) -> str:
        """What the scores are."""
        return (
            "2|A∩B| / (|A|+|B|) for each region on the case's own grid, after resampling back, with left-right "
            "mirroring; both masks empty 1, one empty 0; the mean is over the cases."
        )

    def __call__(self, network: keras.Model) -> Scores:
        """Return the Dice of each region of each case."""
        return validate(network, cases=self.cases, task=self.task, usual_shape=self.usual_shape)


@dataclass(frozen=True, kw_only=True)
class PreparedJudge:
    """Measure at the network's spacing, where the original files are not at hand.

    Args:
        paths: Of prepared cases, by name.
        task: Its regions and spacing.
        usual_shape: As for `predict`.
    """

    paths: Mapping[str, Path]
    task: TaskCard
    usual_shape: tuple[int, int, int]

    @property
    def definition(self) -> str:
        """What the scores are."""
        spacing = " x ".join(f"{size:g}" for size in self.task.spacing)
        return (
            f"2|A∩B| / (|A|+|B|) for each region on the network's grid ({spacing} mm), where a voxel belongs to a "
            "region if at least half of it does, with left-right mirroring; both masks empty 1, one empty 0; the mean "
            "is over the cases."
        )

    def __call__(self, network: keras.Model) -> Scores:
        """Return the Dice of each region of each case."""
        runtime = TensorflowRuntime(network, fold=False)
        scores: dict[str, Mapping[str, float]] = {}
        for name, path in self.paths.items():
            sample = load_sample(path)
            probabilities = predict_task(runtime, sample.image, task=self.task, usual=self.usual_shape)
            found = decode(probabilities, task=self.task)
            known = np.ones(found.shape, bool) if sample.weights is None else sample.weights[..., 0] > 0
            scores[name] = {
                region.id: dice(sample.regions[..., index] >= 0.5, np.isin(found, region.labels) & known)
                for index, region in enumerate(self.task.regions)
            }
        return scores
