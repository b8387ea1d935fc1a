"""Measure a network on whole cases, at their own resolution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.data.case import Case
from model.inference.predict_task import predict_task
from model.inference.restore import restore
from model.inference.runtimes.base import Runtime
from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.metrics.dice import region_dice
from model.tasks.card import TaskCard
from model.training.prepare_study import prepare_study
from model.volumes.labels import LabelVolume

if TYPE_CHECKING:
    import keras

Scores = Mapping[str, Mapping[str, float]]


def validate(
    network: keras.Model,
    *,
    cases: Sequence[Case],
    task: TaskCard,
    usual_shape: tuple[int, int, int],
    on_case: Callable[[str, Mapping[str, float]], None] = lambda name, scores: None,
) -> Scores:
    """Return the Dice of each region of each case on the case's own grid.

    Args:
        network: Gives logits.
        cases: With expert masks.
        task: Its channels, spacing and regions.
        usual_shape: As for `predict`.
        on_case: Told each case's scores.

    Raises:
        ValueError: If a case has no mask.
    """
    scores: dict[str, Mapping[str, float]] = {}
    # Not folded, because the weights change until the next validation.
    runtime = TensorflowRuntime(network, fold=False)
    for case in cases:
        truth, prediction = label_case(case, runtime=runtime, task=task, usual_shape=usual_shape)
        if truth.known is not None:
            prediction = np.where(truth.known, prediction, np.uint8(0))
        scores[case.name] = region_dice(truth.data, prediction, task=task)
        on_case(case.name, scores[case.name])
    return scores


def label_case(
    case: Case, *, runtime: Runtime, task: TaskCard, usual_shape: tuple[int, int, int]
) -> tuple[LabelVolume, NDArray[np.uint8]]:
    """Return the expert's mask of a case and the network's labels, both on the case's own grid.

    Args:
        case: With an expert mask.
        runtime: Runs the network.
        task: Its channels, spacing and regions.
        usual_shape: As for `predict`.

    Raises:
        ValueError: If the case has no mask.
    """
    channels, truth = case.read_study(task=task)
    prepared = prepare_study(channels, task=task)
    probabilities = predict_task(runtime, prepared.image, task=task, usual=usual_shape)
    x, y, z = truth.data.shape
    return truth, restore(probabilities, prepared=prepared, shape=(x, y, z), task=task)


def mean_scores(scores: Scores) -> dict[str, float]:
    """Return the mean over cases of each region's score."""
    regions = next(iter(scores.values()))
    return {region: float(np.mean([case[region] for case in scores.values()])) for region in regions}
