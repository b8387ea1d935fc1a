"""Find the pictures of ISBI 2012: electron microscopy of neurons, with a mask of what lies within membranes."""

from __future__ import annotations

from pathlib import Path

from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import LabelScheme
from model.data.picture_file import PictureFile
from model.data.reader import Reader

__all__ = ["READER", "find_isbi_cases"]

_SCHEME = LabelScheme(name="ISBI 2012", meanings={255: "INSIDE"})


def find_isbi_cases(folder: Path) -> tuple[Case, ...]:
    """Find every picture `image/N.png` below a folder, its mask being `label/N.png`.

    Args:
        folder: Where to look.

    Returns:
        A case for each, named `isbi2012-NN` and sorted; none where the folder holds none.

    Raises:
        ValueError: If two pictures have one number.
    """
    cases: dict[str, Case] = {}
    for path in find_files(folder, "*.png"):
        if path.parent.name != "image" or not path.stem.isdecimal():
            continue
        name = f"isbi2012-{int(path.stem):02}"
        if name in cases:
            raise ValueError(f"Two cases below {folder} are both named {name}.")
        mask = path.parents[1] / "label" / path.name
        cases[name] = Case(
            name=name,
            channels={"em": path},
            labels=mask if mask.is_file() else None,
            format=PictureFile(),
            scheme=_SCHEME,
        )
    return tuple(cases[name] for name in sorted(cases))


READER = Reader(name="ISBI 2012", files="pictures image/N.png and masks label/N.png", find=find_isbi_cases)
