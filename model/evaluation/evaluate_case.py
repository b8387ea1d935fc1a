"""Measure one case."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.data.label_scheme import UNLABELLED
from model.evaluation.case_result import CaseResult
from model.evaluation.labeller import Labelled, Labeller
from model.evaluation.study import Study
from model.metrics.accuracy import accuracy
from model.metrics.case_metrics import case_metrics
from model.metrics.dice import label_dice
from model.metrics.known import where_known
from model.metrics.mean_iou import mean_iou
from model.metrics.region_volumes import region_volumes_ml
from model.tasks.card import TaskCard


def evaluate_case(study: Study, *, labeller: Labeller, task: TaskCard) -> tuple[CaseResult, Labelled]:
    """Label a case on its own grid and compare with its expert mask.

    Args:
        study: The case.
        labeller: What to measure.
        task: Its regions, labels and metrics.

    Returns:
        The measurements, and what was measured.

    Raises:
        NeuroSliceModelError: If the case cannot be labelled.
    """
    started = time.perf_counter()
    labelled = labeller.label(study)
    seconds = time.perf_counter() - started
    result = measure_case(study, labelled.labels, task=task, seconds=seconds)
    return replace(result, confidence=dict(labelled.confidence)), labelled


def measure_case(study: Study, labels: NDArray[np.uint8], *, task: TaskCard, seconds: float) -> CaseResult:
    """Compare the labels of a case with its expert mask, where somebody annotated it.

    Args:
        study: The case.
        labels: On its grid.
        task: Its regions, labels and metrics.
        seconds: That the labels took.
    """
    truth, labels = where_known(study.truth.data, labels, unlabelled=UNLABELLED)
    return CaseResult(
        name=study.name,
        regions=case_metrics(truth, labels, task=task, spacing=study.truth.grid.spacing),
        label_dice=label_dice(truth, labels, task=task),
        mean_iou=mean_iou(truth, labels, task=task),
        accuracy=accuracy(truth, labels),
        true_ml=_volumes(truth, study=study, task=task),
        predicted_ml=_volumes(labels, study=study, task=task),
        seconds=seconds,
    )


def _volumes(labels: NDArray[np.uint8], *, study: Study, task: TaskCard) -> Mapping[str, float]:
    return region_volumes_ml(labels, task=task, voxel_ml=study.truth.grid.voxel_ml)
