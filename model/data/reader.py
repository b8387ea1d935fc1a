"""A data set's way to lay out its cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from model.data.case import Case

__all__ = ["Reader"]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Say how cases are found; a module of `model.data` has one as its `READER`, and a task card names the module.

    Args:
        name: For messages.
        files: What a folder of such cases holds, for messages.
        find: Returns the cases below a folder, none where it holds none of this kind.
    """

    name: str
    files: str
    find: Callable[[Path], tuple[Case, ...]]
