"""Glioma cases of BraTS as volumes of one structure: the whole tumour, on FLAIR alone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from model.data.brats import find_brats_cases
from model.data.case import Case
from model.data.reader import Reader

__all__ = ["READER", "find_tumours_on_flair"]


def find_tumours_on_flair(folder: Path) -> tuple[Case, ...]:
    """Find every case of BraTS below a folder, with FLAIR as its image and every label as the structure.

    Args:
        folder: Where to look.

    Raises:
        ValueError: If two cases share a name.
    """
    return tuple(
        dataclasses.replace(
            case,
            channels={"image": case.channels["flair"]},
            scheme=dataclasses.replace(case.scheme, meanings=dict.fromkeys(case.scheme.meanings, "STRUCTURE")),
        )
        for case in find_brats_cases(folder)
    )


READER = Reader(name="BraTS 2017 and later", files="FLAIR, T1, T1ce and T2", find=find_tumours_on_flair)
