"""A made-up case in memory, labellers with known answers, and measurements to write down."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from model.data.case import Case
from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import Evaluation, ModelResult
from model.evaluation.labeller import Labelled, Probabilities
from model.evaluation.reliability import Reliability
from model.evaluation.study import Study, read_study
from model.inference.preprocess import prepare
from model.tasks.card import TaskCard


@dataclass(frozen=True)
class Expert:
    """Label as the expert did, and less for each channel that is missing."""

    task: TaskCard
    name: str = "expert"
    description: str = "the expert's own masks"
    takes_any_channels: bool = True

    def label(self, study: Study) -> Labelled:
        """Return the truth, without its innermost region where any channel is missing, with sure probabilities."""
        labels = study.truth.data.copy()
        if len(study.channels) < len(self.task.channels):
            labels[np.isin(labels, self.task.regions[-1].labels)] = 0
        channels = [volume.data for volume in study.channels.values()]
        spacing = study.truth.grid.spacing
        prepared = prepare(channels, spacing=spacing, target=spacing)
        masks = [np.isin(labels[prepared.box], region.labels) for region in self.task.regions]
        values: NDArray[np.float32] = np.stack(masks, axis=-1).astype(np.float32)
        return Labelled(labels=labels, probabilities=Probabilities(values=values, prepared=prepared))


@pytest.fixture(scope="session")
def study(phantom_cases: tuple[Case, ...], brain_tumour: TaskCard) -> Study:
    """Read a made-up case."""
    return read_study(phantom_cases[0], task=brain_tumour)


@pytest.fixture(scope="session")
def expert(brain_tumour: TaskCard) -> Expert:
    """Give a labeller that is always right where every channel is there."""
    return Expert(brain_tumour)


def make_result(name: str, dice: float, *, task: TaskCard) -> CaseResult:
    """Make up the measurements of a case whose Dice is given."""
    others = {"iou": dice / 2, "hd95": 10 - dice, "sensitivity": 0.8, "specificity": 0.99995, "precision": 0.7}
    others["lesion_dice"] = dice / 3
    return CaseResult(
        name=name,
        regions={region.id: {"dice": dice, **others} for region in task.regions},
        label_dice={label.id: dice for label in task.labels},
        mean_iou=dice / 2,
        accuracy=0.98765,
        true_ml=dict.fromkeys((region.id for region in task.regions), 10.0),
        predicted_ml=dict.fromkeys((region.id for region in task.regions), 12.5),
        seconds=1.25,
        confidence=dict.fromkeys((region.id for region in task.regions), 0.625),
    )


@pytest.fixture(scope="session")
def evaluation(brain_tumour: TaskCard) -> Evaluation:
    """Make up an evaluation of two models on three cases, with everything that one can hold."""
    counts = Reliability.count(np.array([0.1, 0.6, 0.9], np.float32), np.array([False, True, True]))
    scores = {name: dict.fromkeys(("WT", "TC", "ET"), 0.5) for name in "abc"}
    first = ModelResult(
        name="unet 1.0",
        description="unet 1.0, weights 0123, tensorflow",
        cases=tuple(
            make_result(name, dice, task=brain_tumour) for name, dice in zip("abc", (0.5, 0.8, 0.8), strict=True)
        ),
        reliability={region.id: counts for region in brain_tumour.regions},
        subsets={("flair", "t1", "t1ce", "t2"): scores, ("t1ce",): scores},
    )
    second = ModelResult(
        name="report2024",
        description="the thesis recipe",
        cases=tuple(replace(make_result(name, 0.4, task=brain_tumour), confidence={}) for name in "abc"),
    )
    return Evaluation(task=brain_tumour.id, models=(first, second))
