"""Find frames of DIC-C2DH-HeLa: HeLa cells under a microscope of differential interference contrast, each numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import LabelScheme
from model.data.picture_file import PictureFile
from model.data.reader import Reader

__all__ = ["READER", "find_hela_cases", "frames_of_one_sequence"]

_FRAME = re.compile(r"^t(?P<frame>\d+)\.tif$")
_NAME = re.compile(r"^dic-hela-(?P<sequence>\d+)-t\d+$")
_SCHEME = LabelScheme(name="DIC-C2DH-HeLa", meanings={}, numbered="CELL")


def find_hela_cases(folder: Path) -> tuple[Case, ...]:
    """Find every frame `SS/tNNN.tif` below a folder, the cells in it being numbered in `SS_GT/SEG/man_segNNN.tif`.

    Args:
        folder: Where to look.

    Returns:
        A case for each frame, named `dic-hela-SS-tNNN` and sorted, without a mask where nobody drew the cells; none
        where the folder holds none.

    Raises:
        ValueError: If two frames share a name.
    """
    cases: dict[str, Case] = {}
    for path in find_files(folder, "t*.tif"):
        match, sequence = _FRAME.match(path.name), path.parent.name
        if match is None or not sequence.isdecimal():
            continue
        name = f"dic-hela-{sequence}-t{match['frame']}"
        if name in cases:
            raise ValueError(f"Two cases below {folder} are both named {name}.")
        mask = path.parents[1] / f"{sequence}_GT" / "SEG" / f"man_seg{match['frame']}.tif"
        cases[name] = Case(
            name=name,
            channels={"dic": path},
            labels=mask if mask.is_file() else None,
            format=PictureFile(),
            scheme=_SCHEME,
        )
    return tuple(cases[name] for name in sorted(cases))


def frames_of_one_sequence(names: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Return the groups of cases that are frames of one film, which show the same cells."""
    groups: dict[str, set[str]] = {}
    for name in names:
        if match := _NAME.match(name):
            groups.setdefault(match["sequence"], set()).add(name)
    return tuple(frozenset(group) for group in groups.values())


READER = Reader(
    name="DIC-C2DH-HeLa",
    files="frames SS/tNNN.tif and numbered cells SS_GT/SEG/man_segNNN.tif",
    find=find_hela_cases,
)
