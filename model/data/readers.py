"""Every data set that can be read, and which of them a folder holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from model.data.brats import find_brats_cases
from model.data.brats_mha import find_mha_cases
from model.data.case import Case
from model.data.decathlon import find_decathlon_cases

__all__ = ["READERS", "Reader", "find_cases"]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A data set's way to lay out its cases.

    Args:
        name: For messages.
        find: Returns the cases below a folder, none where it holds none of this kind.
    """

    name: str
    find: Callable[[Path], tuple[Case, ...]]


READERS = (
    Reader(name="BraTS 2017 and later", find=find_brats_cases),
    Reader(name="BraTS 2013 to 2015", find=find_mha_cases),
    Reader(name="Medical Segmentation Decathlon", find=find_decathlon_cases),
)


def find_cases(folder: Path) -> tuple[Case, ...]:
    """Find every complete case below a folder, of any data set, sorted by name.

    Args:
        folder: Where to look; it may hold several data sets side by side.

    Raises:
        ValueError: If the folder is missing, holds no case, or two cases share a name.
    """
    if not folder.is_dir():
        raise ValueError(f"`folder` must be an existing folder of cases. Received: folder={folder}")
    cases: dict[str, Case] = {}
    for reader in READERS:
        for case in reader.find(folder):
            if case.name in cases:
                raise ValueError(f"Two cases below {folder} are both named {case.name}.")
            cases[case.name] = case
    if not cases:
        known = ", ".join(reader.name for reader in READERS)
        raise ValueError(
            f"`folder` must hold cases with FLAIR, T1, T1ce and T2, named as in one of: {known}. "
            f"Received: folder={folder}"
        )
    return tuple(cases[name] for name in sorted(cases))
