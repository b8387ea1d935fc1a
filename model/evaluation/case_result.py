"""What was measured on one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class CaseResult:
    """Hold the measurements of a case.

    Args:
        name: Of the case.
        regions: By region, by metric.
        label_dice: Dice of each label, by its id.
        mean_iou: Over background and labels.
        accuracy: Over all voxels.
        true_ml: Volume of the expert's regions, mL.
        predicted_ml: Volume of the predicted regions, mL.
        seconds: From volumes in memory to labels.
        confidence: By region, the Dice that the model itself expected; empty where it expected none.
        objects: By region, how many objects the expert told apart; empty where no metric is a mean over them.
    """

    name: str
    regions: Mapping[str, Mapping[str, float]]
    label_dice: Mapping[str, float]
    mean_iou: float
    accuracy: float
    true_ml: Mapping[str, float]
    predicted_ml: Mapping[str, float]
    seconds: float
    confidence: Mapping[str, float] = field(default_factory=dict)
    objects: Mapping[str, int] = field(default_factory=dict)

    @property
    def mean_dice(self) -> float:
        """Mean of the regions' Dice, by which cases are ranked."""
        return sum(metrics["dice"] for metrics in self.regions.values()) / len(self.regions)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return asdict(self)
