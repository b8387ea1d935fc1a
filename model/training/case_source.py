"""Where a run's cases come from: folders of volumes, or packed cases without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from model.data.case import Case
from model.data.packed_folder import PackedFolder
from model.data.splits import choose
from model.tasks.card import TaskCard
from model.training.dataset import prepare_cases
from model.training.judge import CaseJudge, Judge, PreparedJudge

__all__ = ["CaseSource", "FolderSource", "PackedSource"]


class CaseSource(Protocol):
    """Give training and validation what they read, by the names of cases."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every case there is."""
        ...

    @property
    def facts(self) -> Mapping[str, Any]:
        """What a run keeps of it, beside the names of the cases."""
        ...

    def prepare(
        self,
        names: Sequence[str],
        *,
        task: TaskCard,
        weighting: Mapping[str, Any] | None = None,
        on_case: Callable[[str], None],
    ) -> tuple[Path, ...]:
        """Return a prepared file for each case."""
        ...

    def judge(self, names: Sequence[str], *, task: TaskCard, usual_shape: tuple[int, int, int]) -> Judge:
        """Return what measures on these cases."""
        ...


@dataclass(frozen=True, kw_only=True)
class FolderSource:
    """Cases in their original files.

    Args:
        cases: With expert masks.
        cache: Folder of the prepared cases.
    """

    cases: Sequence[Case]
    cache: Path

    @property
    def names(self) -> tuple[str, ...]:
        """Every case there is."""
        return tuple(case.name for case in self.cases)

    @property
    def facts(self) -> Mapping[str, Any]:
        """Nothing: the names say it all."""
        return {}

    def prepare(
        self,
        names: Sequence[str],
        *,
        task: TaskCard,
        weighting: Mapping[str, Any] | None = None,
        on_case: Callable[[str], None],
    ) -> tuple[Path, ...]:
        """Prepare each case once; later calls find the files."""
        cases = choose(self.cases, names)
        return prepare_cases(cases, task=task, cache=self.cache, weighting=weighting, on_case=on_case)

    def judge(self, names: Sequence[str], *, task: TaskCard, usual_shape: tuple[int, int, int]) -> Judge:
        """Return what measures on the cases' own grids."""
        return CaseJudge(cases=choose(self.cases, names), task=task, usual_shape=usual_shape)


@dataclass(frozen=True, kw_only=True)
class PackedSource:
    """Cases that were packed elsewhere.

    Args:
        folder: As `neuroslice pack` wrote it.
    """

    folder: PackedFolder

    @property
    def names(self) -> tuple[str, ...]:
        """Every case there is."""
        return tuple(self.folder.cases)

    @property
    def facts(self) -> Mapping[str, Any]:
        """Nothing: the names say it all."""
        return {}

    def prepare(
        self,
        names: Sequence[str],
        *,
        task: TaskCard,
        weighting: Mapping[str, Any] | None = None,
        on_case: Callable[[str], None],
    ) -> tuple[Path, ...]:
        """Return the packed files after a look at whether they are this task's."""
        if weighting is not None:
            raise ValueError("Packed cases hold no weights of voxels, which the recipe asks for: give --data instead.")
        self.folder.check(task)
        paths = tuple(self.folder.path(name) for name in names)
        for name in names:
            on_case(name)
        return paths

    def judge(self, names: Sequence[str], *, task: TaskCard, usual_shape: tuple[int, int, int]) -> Judge:
        """Return what measures at the network's spacing."""
        return PreparedJudge(paths={name: self.folder.path(name) for name in names}, task=task, usual_shape=usual_shape)
