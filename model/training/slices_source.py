"""Cases of which a network is shown some slices, and measured on others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.data.case import Case
from model.data.splits import choose
from model.tasks.card import TaskCard
from model.training.dataset import prepare_cases
from model.training.held_back import HeldBack, HeldBackJudge
from model.training.judge import Judge

__all__ = ["SlicesSource"]


@dataclass(frozen=True, kw_only=True)
class SlicesSource:
    """Give training the slices it is shown, and the rest to what measures.

    Args:
        shown: Cases to learn from, each with the slices that are shown.
        held_back: What is measured, by name.
        cache: Folder of the prepared cases.
    """

    shown: Sequence[Case]
    held_back: Mapping[str, HeldBack]
    cache: Path

    @property
    def names(self) -> tuple[str, ...]:
        """Every case there is."""
        return (*(case.name for case in self.shown), *self.held_back)

    @property
    def facts(self) -> Mapping[str, Any]:
        """Which slices are shown and which are not measured."""
        return {
            "annotated": {case.name: str(case.annotated) for case in self.shown},
            "not_measured": {name: str(volume.shown) for name, volume in self.held_back.items()},
        }

    def prepare(
        self,
        names: Sequence[str],
        *,
        task: TaskCard,
        weighting: Mapping[str, Any] | None = None,
        on_case: Callable[[str], None],
    ) -> tuple[Path, ...]:
        """Prepare each case once; later calls find the files."""
        shown = choose(self.shown, names)
        return prepare_cases(shown, task=task, cache=self.cache, weighting=weighting, on_case=on_case)

    def judge(self, names: Sequence[str], *, task: TaskCard, usual_shape: tuple[int, int, int]) -> Judge:
        """Return what measures the slices that were held back."""
        return HeldBackJudge(volumes={name: self.held_back[name] for name in names}, task=task, usual_shape=usual_shape)
