"""Measure a segmenter on a case with an expert mask."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from model.data.brats import BratsCase
from model.inference.segmenter import Segmenter
from model.metrics.dice import region_dice
from model.metrics.region_volumes import region_volumes_ml
from model.tasks.card import TaskCard
from model.volumes.labels import read_labels
from model.volumes.read import read_volume


@dataclass(frozen=True, kw_only=True)
class CaseResult:
    """What was measured on a case.

    Args:
        name: Of the case.
        dice: By region.
        true_ml: Volume of the expert's regions, mL.
        predicted_ml: Volume of the predicted regions, mL.
        seconds: From volumes in memory to labels.
    """

    name: str
    dice: Mapping[str, float]
    true_ml: Mapping[str, float]
    predicted_ml: Mapping[str, float]
    seconds: float


def evaluate_case(case: BratsCase, *, segmenter: Segmenter, task: TaskCard) -> CaseResult:
    """Segment a case on its own grid and compare with its expert mask.

    Args:
        case: With an expert mask.
        segmenter: Of the task.
        task: Its channels and regions.

    Raises:
        ValueError: If the case has no mask.
        VolumeError: If a file is refused.
    """
    if case.labels is None:
        raise ValueError(f"Case {case.name} has no expert mask.")
    volumes = {channel: read_volume(case.channels[channel]) for channel in task.channel_ids}
    truth = read_labels(case.labels, task=task)
    started = time.perf_counter()
    labels = segmenter.segment(volumes).labels
    seconds = time.perf_counter() - started
    voxel_ml = truth.grid.voxel_ml
    return CaseResult(
        name=case.name,
        dice=region_dice(truth.data, labels, task=task),
        true_ml=region_volumes_ml(truth.data, task=task, voxel_ml=voxel_ml),
        predicted_ml=region_volumes_ml(labels, task=task, voxel_ml=voxel_ml),
        seconds=seconds,
    )
