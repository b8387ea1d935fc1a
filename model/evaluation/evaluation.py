"""Everything that one evaluation measured, and the way to a file and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from model.evaluation.case_result import CaseResult
from model.evaluation.reliability import DEFINITION as RELIABILITY
from model.evaluation.reliability import Reliability
from model.evaluation.subsets import Subset
from model.evaluation.summary import Summary
from model.metrics.bootstrap import LEVEL, SAMPLES, SEED
from model.metrics.catalogue import METRICS
from model.metrics.hd95 import DEFINITION as HD95
from model.metrics.lesion_dice import DEFINITION as LESION_DICE
from model.metrics.rand_score import DEFINITION as RAND
from model.metrics.seg_measure import DEFINITION as SEG
from model.metrics.warping_error import DEFINITION as WARPING
from model.tasks.card import TaskCard

DEFINITIONS = {
    "grid": "Every case is measured on its own grid, in 3D, all slices.",
    "empty": "Both masks empty: 1, HD95 0. One empty: 0 for Dice, IoU, sensitivity and precision, HD95 373.13 mm.",
    "hd95": HD95,
    "lesion_dice": LESION_DICE,
    "rand_error": RAND,
    "seg": SEG,
    "warping_error": WARPING,
    "mean_iou": "Mean IoU is over background and labels; a class that neither mask holds counts as 1.",
    "confidence": "Confidence is the Dice that the model itself expects of a region, from its probabilities alone.",
    "interval": f"{LEVEL:.0%} intervals are percentile bootstrap intervals of the mean: {SAMPLES} drawings of the "
    f"cases with replacement, seed {SEED}.",
    "reliability": RELIABILITY,
}


def definitions_for(task: TaskCard) -> list[str]:
    """Say what a task's figures mean; of metrics, what those on its card mean."""
    return [text for name, text in DEFINITIONS.items() if name not in METRICS or name in task.metrics]


@dataclass(frozen=True, kw_only=True)
class ModelResult:
    """Hold what was measured of one model.

    Args:
        name: Of the model in tables.
        description: What it is, exactly.
        cases: One for each case.
        reliability: By region; empty where no probabilities are known.
        subsets: By subset of channels, by case, the Dice of each region; empty where it was not asked for.
        folds: By the name of a fold, the cases that its network has measured; empty where it is one network.
    """

    name: str
    description: str
    cases: tuple[CaseResult, ...]
    reliability: Mapping[str, Reliability] = field(default_factory=dict)
    subsets: Mapping[Subset, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    folds: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def summary(self, region: str, metric: str) -> Summary:
        """Sum up a metric of a region over the cases."""
        return Summary.of([case.regions[region][metric] for case in self.cases])

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON; the summaries are there for whoever reads the file."""
        return {
            "name": self.name,
            "description": self.description,
            "summary": {
                region: {metric: self.summary(region, metric).to_dict() for metric in metrics}
                for region, metrics in self.cases[0].regions.items()
            },
            "cases": [case.to_dict() for case in self.cases],
            "reliability": {region: counts.to_dict() for region, counts in self.reliability.items()},
            "subsets": {"+".join(subset): dict(cases) for subset, cases in self.subsets.items()},
            "folds": {name: list(cases) for name, cases in self.folds.items()},
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ModelResult:
        """Read back what `to_dict` gave."""
        return cls(
            name=values["name"],
            description=values["description"],
            cases=tuple(CaseResult(**case) for case in values["cases"]),
            reliability={region: Reliability.from_dict(counts) for region, counts in values["reliability"].items()},
            subsets={tuple(subset.split("+")): cases for subset, cases in values["subsets"].items()},
            folds=values.get("folds", {}),
        )


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Hold what was measured of one or several models on the same cases.

    Args:
        task: Id of the task.
        models: The one that it is about first, those it is compared with after it.
    """

    task: str
    models: tuple[ModelResult, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "task": self.task,
            "definitions": DEFINITIONS,
            "models": [model.to_dict() for model in self.models],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Evaluation:
        """Read back what `to_dict` gave.

        Raises:
            ValueError: If the values are not those of an evaluation.
        """
        try:
            models = tuple(ModelResult.from_dict(model) for model in values["models"])
            return cls(task=values["task"], models=models)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"`values` must be those of an evaluation. Received: {error!r}") from error
