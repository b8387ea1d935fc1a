"""Measure one case."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.evaluation.case_result import CaseResult
from model.evaluation.labeller import Labelled, Labeller
from model.evaluation.study import Study
from model.metrics.accuracy import accuracy
from model.metrics.case_metrics import case_metrics
from model.metrics.dice import label_dice
from model.metrics.mean_iou import mean_iou
from model.metrics.object_counts import object_counts
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
    """Compare the labels of a case with its expert mask, where that says what voxels are.

    Args:
        study: The case.
        labels: On its grid.
        task: Its regions, labels and metrics.
        seconds: That the labels took.
    """
    truth = study.truth
    if truth.known is not None:
        # Of what nobody said what it is, nothing can be said about the prediction; the mask is background there.
        labels = np.where(truth.known, labels, np.uint8(0))
    return CaseResult(
        name=study.name,
        regions=case_metrics(truth.data, labels, task=task, spacing=truth.grid.spacing, true_parts=truth.parts),
        label_dice=label_dice(truth.data, labels, task=task),
        mean_iou=mean_iou(truth.data, labels, task=task),
        accuracy=accuracy(truth.data, labels),
        true_ml=_volumes(truth.data, study=study, task=task),
        predicted_ml=_volumes(labels, study=study, task=task),
        seconds=seconds,
        objects=object_counts(truth.data, task=task, true_parts=truth.parts),
    )


def _volumes(labels: NDArray[np.uint8], *, study: Study, task: TaskCard) -> Mapping[str, float]:
    return region_volumes_ml(labels, task=task, voxel_ml=study.truth.grid.voxel_ml)
