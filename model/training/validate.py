"""Measure a network on whole cases, at their own resolution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.data.case import Case
from model.data.label_scheme import UNLABELLED
from model.inference.predict import predict
from model.inference.restore import restore
from model.inference.runtimes.base import Runtime
from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.metrics.dice import region_dice
from model.metrics.known import where_known
from model.tasks.card import TaskCard
from model.training.prepare_study import prepare_study

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
        known = where_known(truth, prediction, unlabelled=UNLABELLED)
        scores[case.name] = region_dice(*known, task=task)
        on_case(case.name, scores[case.name])
    return scores


def label_case(
    case: Case, *, runtime: Runtime, task: TaskCard, usual_shape: tuple[int, int, int]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the expert's labels of a case and the network's, both on the case's own grid.

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
    probabilities = predict(runtime, prepared.image, usual=usual_shape)
    x, y, z = truth.data.shape
    return truth.data, restore(probabilities, prepared=prepared, shape=(x, y, z), task=task)


def mean_scores(scores: Scores) -> dict[str, float]:
    """Return the mean over cases of each region's score."""
    regions = next(iter(scores.values()))
    return {region: float(np.mean([case[region] for case in scores.values()])) for region in regions}
