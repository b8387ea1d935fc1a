"""Learn from cases that a network has not seen how far its probabilities can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.data.case import Case
from model.evaluation.fit_confidence import POOR, fit_confidence
from model.evaluation.fit_temperature import fit_temperature
from model.evaluation.labeller import Labeller
from model.evaluation.reliability import Reliability
from model.evaluation.study import Study, read_study
from model.inference.calibration import Calibration, logit, sigmoid
from model.inference.confidence import expected_region_dice
from model.metrics.dice import region_dice
from model.tasks.card import TaskCard
from model.volumes.resample import to_spacing

_MOST_VOXELS = 200_000
"""Of a case; a temperature is one number, and memory is finite."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Observed:
    """What a network said of one case that it had not seen, and what was true.

    Args:
        logits: Uncalibrated, of voxels of the brain with all channels given, shape `(voxels, regions)`.
        truth: Whether these voxels belong to the expert's regions, same shape.
        studies: With all channels, then without each of them: the logits of the whole image `(x, y, z, regions)`, and
            the true Dice of the mask by region.
    """

    logits: NDArray[np.float32]
    truth: NDArray[np.bool_]
    studies: Sequence[tuple[NDArray[np.float16], Mapping[str, float]]]


def observe(case: Case, *, labeller: Labeller, task: TaskCard, before: Calibration) -> Observed:
    """Segment a case with all its channels and without each of them.

    Args:
        case: With an expert mask; the network has not been trained on it.
        labeller: Gives the network's probabilities.
        task: Its channels and regions.
        before: Calibration that the labeller's probabilities already have; it is taken off.

    Raises:
        ValueError: If the case has no mask.
        VolumeError: If a file is refused.
    """
    study = read_study(case, task=task)
    variants = [task.channel_ids, *(tuple(o for o in task.channel_ids if o != c) for c in task.channel_ids)]
    temperatures = np.array([before.temperature.get(region.id, 1.0) for region in task.regions], np.float32)
    studies = []
    for index, channels in enumerate(variants if len(task.channels) > 1 else variants[:1]):
        labelled = labeller.label(study.only(channels))
        assert labelled.probabilities is not None  # a network always says them
        logits = logit(labelled.probabilities.values) * temperatures
        studies.append((logits.astype(np.float16), region_dice(study.truth.data, labelled.labels, task=task)))
        if index == 0:
            prepared = labelled.probabilities.prepared
            brain = prepared.image[..., -1] > 0
            truth = _coarse_truth(study, box=prepared.box, target=prepared.target, task=task)
            step = max(1, int(np.count_nonzero(brain)) // _MOST_VOXELS)
            kept, true = logits[brain][::step], truth[brain][::step]
    return Observed(logits=kept, truth=true, studies=studies)


def calibrate(
    observed: Sequence[Observed], *, task: TaskCard, on_region: Callable[[str], None] = lambda region: None
) -> dict[str, Any]:
    """Return the entry `calibration` of the weights' card.

    Args:
        observed: At least one case.
        task: Its regions.
        on_region: Told each region before it is fitted.

    Raises:
        ValueError: If there is no case.
    """
    if not observed:
        raise ValueError("`observed` must hold at least one case. Received none.")
    temperature, ece = {}, {}
    for index, region in enumerate(task.regions):
        on_region(region.id)
        logits = np.concatenate([case.logits[:, index] for case in observed])
        truth = np.concatenate([case.truth[:, index] for case in observed])
        # Cut as a stored calibration is, so that what is measured is what is used.
        temperature[region.id] = round(fit_temperature(logits, truth), 4)
        curves = [
            Reliability.count(sigmoid((logits / value).astype(np.float32)), truth)
            for value in (1.0, temperature[region.id])
        ]
        ece[region.id] = {
            f"{name}{when}": round(value, 5)
            for when, curve in zip(("_before", ""), curves, strict=True)
            for name, value in (("all", curve.ece), ("undecided", curve.undecided_ece))
        }
    fitted = _fit_confidences(observed, task=task, temperature=temperature)
    return {
        "temperature": temperature,
        "ece": ece,
        "cases": len(observed),
        "low_confidence": {region: values["threshold"] for region, values in fitted.items()},
        "poor_dice": POOR,
        "confidence": fitted,
    }


def _fit_confidences(
    observed: Sequence[Observed], *, task: TaskCard, temperature: Mapping[str, float]
) -> dict[str, Mapping[str, Any]]:
    """Fit each region's confidence to the true Dice of every mask that is not empty."""
    calibration = Calibration(temperature=temperature)
    pairs: dict[str, list[tuple[float, float]]] = {region.id: [] for region in task.regions}
    for case in observed:
        for logits, dice in case.studies:
            probabilities = calibration.apply(sigmoid(logits.astype(np.float32)), regions=list(pairs))
            for region, value in expected_region_dice(probabilities, task=task).items():
                if value is not None:
                    pairs[region].append((value, dice[region]))
    fitted: dict[str, Mapping[str, Any]] = {}
    for region, found in pairs.items():
        if found:
            expected, true = np.array(found, np.float64).T
            fitted[region] = fit_confidence(expected, true).to_dict()
    return fitted


def _coarse_truth(
    study: Study, *, box: tuple[slice, slice, slice], target: tuple[float, float, float], task: TaskCard
) -> NDArray[np.bool_]:
    """Return the expert's regions on the network's grid, shape `(x, y, z, regions)`."""
    labels = study.truth.data[box]
    masks = np.stack([np.isin(labels, region.labels) for region in task.regions], axis=-1).astype(np.float32)
    coarse = to_spacing(masks, spacing=study.truth.grid.spacing, target=target)
    return np.asarray(coarse >= 0.5, np.bool_)
