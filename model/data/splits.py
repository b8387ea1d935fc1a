"""Which cases train and which validate."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from numpy.random import default_rng

from model.data.case import Case


@dataclass(frozen=True, kw_only=True)
class Split:
    """Names of the cases of each part.

    Args:
        train: Cases that the network learns from.
        val: Cases that it is measured on while training.
    """

    train: tuple[str, ...]
    val: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a case on both sides."""
        both = sorted(set(self.train) & set(self.val))
        if both:
            raise ValueError(f"A case must not train and validate. Received in both: {both}")


def read_split(path: Path) -> Split:
    """Read a `splits.json`: an object with lists `train` and `val`; other lists, such as `test`, are left alone.

    Raises:
        ValueError: If the file does not hold these lists.
    """
    values = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(values, Mapping) or not {"train", "val"} <= set(values):
        raise ValueError(f"{path} must hold lists `train` and `val`. Received: {sorted(values)}")
    return Split(train=tuple(values["train"]), val=tuple(values["val"]))


def split_by_folder(folder: Path, *, cases: Sequence[Case]) -> Split:
    """Split by the folders `train` and `val` that the cases lie in.

    Args:
        folder: Holds both.
        cases: The cases below it.

    Raises:
        ValueError: If either folder holds no case.
    """
    parts = {part: tuple(case.name for case in cases if _lies_in(case, folder / part)) for part in ("train", "val")}
    empty = [part for part, names in parts.items() if not names]
    if empty:
        raise ValueError(f"{folder} must hold cases in `train` and `val`. Received none in: {empty}")
    return Split(train=parts["train"], val=parts["val"])


def first_cases(split: Split, *, count: int, seed: int = 0) -> Split:
    """Learn from some of the cases only, for a learning curve: fewer cases are always among the more.

    Args:
        split: Of all cases.
        count: How many to learn from.
        seed: Of their order.

    Raises:
        ValueError: If there are fewer.
    """
    if not 1 <= count <= len(split.train):
        raise ValueError(f"`count` must be from 1 to the number of cases, {len(split.train)}. Received: count={count}")
    order = default_rng(seed).permutation(len(split.train))[:count]
    names = sorted(split.train)
    return Split(train=tuple(sorted(names[int(index)] for index in order)), val=split.val)


def choose(cases: Sequence[Case], names: Sequence[str]) -> tuple[Case, ...]:
    """Return the cases with these names, in the order of the names.

    Raises:
        ValueError: If a name has no case.
    """
    by_name = {case.name: case for case in cases}
    missing = [name for name in names if name not in by_name]
    if missing:
        raise ValueError(f"`names` must be names of cases. Received unknown ones: {missing}")
    return tuple(by_name[name] for name in names)


def _lies_in(case: Case, folder: Path) -> bool:
    return all(path.is_relative_to(folder) for path in case.channels.values())
