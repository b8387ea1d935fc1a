"""The metrics that a task card can ask for, and how to write them down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.metrics.counts import Counts, count_voxels
from model.metrics.dice import dice_of_counts
from model.metrics.hd95 import hd95
from model.metrics.information_score import information_score
from model.metrics.iou import iou
from model.metrics.lesion_dice import lesion_dice
from model.metrics.mask_segments import grow_segments, mask_segments
from model.metrics.pixel_error import pixel_error
from model.metrics.precision import precision
from model.metrics.rand_score import rand_error, rand_score
from model.metrics.seg_measure import seg_measure
from model.metrics.sensitivity import sensitivity
from model.metrics.specificity import specificity
from model.metrics.warping_error import warping_error


@dataclass(frozen=True, kw_only=True, eq=False)
class Masks:
    """Hold what a metric compares.

    Args:
        truth: The expert's mask, `(x, y, z)`.
        prediction: The mask to judge, same shape.
        spacing: Millimetres between voxels along each axis.
        true_parts: The number of each voxel's object in the expert's mask, 0 outside it; None where the mask tells no
            objects apart, so that they are what hangs together in it.
    """

    truth: NDArray[np.bool_]
    prediction: NDArray[np.bool_]
    spacing: Sequence[float]
    true_parts: NDArray[np.int32] | None = None

    @cached_property
    def counts(self) -> Counts:
        """Voxels by what both masks say, counted once for all metrics."""
        return count_voxels(self.truth, self.prediction)


@dataclass(frozen=True, kw_only=True)
class Metric:
    """Describe a metric.

    Args:
        id: Name on a task card and in files.
        name: Name for people, with its unit.
        measure: Gives the value for two masks.
        digits: Behind the decimal point, for people.
        higher_is_better: Whether the largest value is the best one.
    """

    id: str
    name: str
    measure: Callable[[Masks], float]
    digits: int = 3
    higher_is_better: bool = True


def _of_counts(measure: Callable[[Counts], float]) -> Callable[[Masks], float]:
    return lambda masks: measure(masks.counts)


def _of_masks(measure: Callable[..., float]) -> Callable[[Masks], float]:
    return lambda masks: measure(masks.truth, masks.prediction, spacing=masks.spacing)


def _of_thin_borders(measure: Callable[..., float]) -> Callable[[Masks], float]:
    return lambda masks: measure(mask_segments(masks.truth), grow_segments(mask_segments(masks.prediction)))


def _seg(masks: Masks) -> float:
    truth = mask_segments(masks.truth) if masks.true_parts is None else masks.true_parts
    return seg_measure(truth, mask_segments(masks.prediction))


def _rand_error(masks: Masks) -> float:
    return rand_error(mask_segments(masks.truth), mask_segments(masks.prediction))


def _warping_error(masks: Masks) -> float:
    slices = range(masks.truth.shape[2])
    return float(np.mean([warping_error(masks.truth[:, :, z], masks.prediction[:, :, z]) for z in slices]))


METRICS: Mapping[str, Metric] = {
    metric.id: metric
    for metric in (
        Metric(id="dice", name="Dice", measure=_of_counts(dice_of_counts)),
        Metric(id="iou", name="IoU", measure=_of_counts(iou)),
        Metric(id="hd95", name="HD95, mm", measure=_of_masks(hd95), digits=1, higher_is_better=False),
        Metric(id="sensitivity", name="Sensitivity", measure=_of_counts(sensitivity)),
        Metric(id="specificity", name="Specificity", measure=_of_counts(specificity), digits=4),
        Metric(id="precision", name="Precision", measure=_of_counts(precision)),
        Metric(
            id="pixel_error",
            name="Pixel error",
            measure=lambda masks: pixel_error(masks.truth, masks.prediction),
            digits=4,
            higher_is_better=False,
        ),
        Metric(id="rand_error", name="Rand error", measure=_rand_error, digits=4, higher_is_better=False),
        Metric(id="warping_error", name="Warping error", measure=_warping_error, digits=6, higher_is_better=False),
        Metric(id="rand_score", name="Rand score, thin borders", measure=_of_thin_borders(rand_score), digits=4),
        Metric(
            id="information_score",
            name="Information score, thin borders",
            measure=_of_thin_borders(information_score),
            digits=4,
        ),
        Metric(id="seg", name="SEG", measure=_seg),
        Metric(id="lesion_dice", name="Lesion-wise Dice", measure=_of_masks(lesion_dice)),
    )
}


def get_metric(name: str) -> Metric:
    """Find a metric by its id.

    Raises:
        ValueError: If there is none.
    """
    if name not in METRICS:
        raise ValueError(f"`name` must be one of the metrics {sorted(METRICS)}. Received: name={name}")
    return METRICS[name]
