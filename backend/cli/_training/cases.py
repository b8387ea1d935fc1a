"""The cases that a command was given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backend.cli._training.data_options import DataOptions

if TYPE_CHECKING:
    from model.data.splits import Split
    from model.training.case_source import CaseSource

__all__ = ["Cases", "read_cases"]


@dataclass(frozen=True, kw_only=True)
class Cases:
    """Cases, and how they are divided, where somebody said so.

    Args:
        source: Gives them.
        division: How they are divided; None: nobody said, and all of them count.
        cubes: File of lesion cubes, or None.
    """

    source: CaseSource
    division: Split | None
    cubes: Path | None

    @property
    def every(self) -> tuple[str, ...]:
        """Names of the cases to learn from and to measure on."""
        return self.source.names if self.division is None else (*self.division.train, *self.division.val)

    @property
    def split(self) -> Split:
        """How they are divided.

        Raises:
            ValueError: If nobody said so.
        """
        if self.division is None:
            raise ValueError(
                "Say how the cases are divided, by folders `train` and `val`, by --splits or by --folds; "
                "or learn from --all."
            )
        return self.division


def read_cases(options: DataOptions) -> Cases:
    """Find the cases that the options name.

    Raises:
        ValueError: If neither or both of data and prepared are given, or cases are missing.
    """
    if options.data is not None and options.prepared is None:
        return _in_files(options.data, options=options)
    if options.prepared is not None and options.data is None:
        return _packed(options.prepared, options=options)
    raise ValueError("Give the cases either as --data or as --prepared.")


def _in_files(folder: Path, *, options: DataOptions) -> Cases:
    from model.data.readers import find_cases
    from model.data.splits import choose, read_split, split_by_folder
    from model.training.case_source import FolderSource

    cases = find_cases(folder, task=options.task_id)
    division = None
    if options.splits:
        division = read_split(options.splits)
        choose(cases, (*division.train, *division.val))
    elif any((folder / part).is_dir() for part in ("train", "val")):
        division = split_by_folder(folder, cases=cases)
    source = FolderSource(cases=cases, cache=options.cache or options.out / "prepared")
    return Cases(source=source, division=division, cubes=options.cubes)


def _packed(folder: Path, *, options: DataOptions) -> Cases:
    from model.data.packed_folder import read_packed_folder
    from model.data.splits import Split, read_split
    from model.training.case_source import PackedSource

    packed = read_packed_folder(folder)
    division = None
    if options.splits:
        division = read_split(options.splits)
    elif packed.split is not None:
        division = Split(train=tuple(packed.split["train"]), val=tuple(packed.split["val"]))
    return Cases(source=PackedSource(folder=packed), division=division, cubes=options.cubes or packed.cubes)
