"""The data sets that a task can be read from, and which of them a folder holds."""

from __future__ import annotations

import importlib
from pathlib import Path

from model.data.case import Case
from model.data.reader import Reader
from model.errors import TaskError
from model.tasks.card import TaskCard
from model.tasks.registry import get_task

__all__ = ["find_cases", "readers_of"]


def find_cases(folder: Path, *, task: str = "brain-tumour") -> tuple[Case, ...]:
    """Find every complete case of a task below a folder, of any data set, sorted by name.

    Args:
        folder: Where to look; it may hold several data sets side by side.
        task: Id of a task card.

    Raises:
        ValueError: If the folder is missing, holds no case, or two cases share a name.
        TaskError: If there is no such task, or its card names no data set that can be read.
    """
    readers = readers_of(get_task(task))
    if not folder.is_dir():
        raise ValueError(f"`folder` must be an existing folder of cases. Received: folder={folder}")
    cases: dict[str, Case] = {}
    for reader in readers:
        for case in reader.find(folder):
            if case.name in cases:
                raise ValueError(f"Two cases below {folder} are both named {case.name}.")
            cases[case.name] = case
    if not cases:
        known = ", ".join(reader.name for reader in readers)
        files = " or ".join(dict.fromkeys(reader.files for reader in readers))
        raise ValueError(
            f"`folder` must hold cases with {files}, named as in one of: {known}. Received: folder={folder}"
        )
    return tuple(cases[name] for name in sorted(cases))


def readers_of(task: TaskCard) -> tuple[Reader, ...]:
    """Return the readers that a task card names, in its order.

    Raises:
        TaskError: If there is none, or a module of `model.data` is missing.
    """
    if not task.readers:
        raise TaskError(f"Task {task.id} names no data set that can be read: its card needs `readers`.")
    found = []
    for name in task.readers:
        try:
            reader: Reader = importlib.import_module(f"model.data.{name}").READER
        except (ImportError, AttributeError) as error:
            raise TaskError(f"Task {task.id} names the reader {name!r}, which cannot be used: {error}") from error
        found.append(reader)
    return tuple(found)
