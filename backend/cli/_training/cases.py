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
    """Cases, divided.

    Args:
        source: Gives them.
        split: How they are divided.
        cubes: File of lesion cubes, or None.
    """

    source: CaseSource
    split: Split
    cubes: Path | None

    @property
    def every(self) -> tuple[str, ...]:
        """Names of the cases to learn from and to measure on."""
        return (*self.split.train, *self.split.val)


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
    split = read_split(options.splits) if options.splits else split_by_folder(folder, cases=cases)
    choose(cases, (*split.train, *split.val))
    source = FolderSource(cases=cases, cache=options.cache or options.out / "prepared")
    return Cases(source=source, split=split, cubes=options.cubes)


def _packed(folder: Path, *, options: DataOptions) -> Cases:
    from model.data.packed_folder import read_packed_folder
    from model.data.splits import Split, read_split
    from model.training.case_source import PackedSource

    packed = read_packed_folder(folder)
    if options.splits:
        split = read_split(options.splits)
    elif packed.split is not None:
        split = Split(train=tuple(packed.split["train"]), val=tuple(packed.split["val"]))
    else:
        raise ValueError(f"{folder} does not say how its cases are divided: give --splits.")
    return Cases(source=PackedSource(folder=packed), split=split, cubes=options.cubes or packed.cubes)
