"""Read folders of BraTS cases, whichever year's file names they carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODALITY_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "flair": ("flair", "t2f"),
    "t1": ("t1", "t1n"),
    "t1ce": ("t1ce", "t1gd", "t1c"),
    "t2": ("t2", "t2w"),
    "seg": ("seg", "glistrboost", "glistrboost_manuallycorrected"),
}
_NAME = re.compile(r"^(?P<case>.+?)[_-](?P<suffix>[a-z0-9]+(?:_manuallycorrected)?)\.nii(?:\.gz)?$", re.IGNORECASE)


@dataclass(frozen=True)
class BratsCase:
    """The files of one case.

    Attributes:
        name: The case's name, as its folder and files carry it.
        channels: Channel id (`flair`, `t1`, `t1ce`, `t2`) to file.
        labels: The expert's mask, or None for a case without one.
    """

    name: str
    channels: Mapping[str, Path]
    labels: Path | None


def find_cases(folder: Path) -> tuple[BratsCase, ...]:
    """Find every complete case below a folder, sorted by name.

    Reads the namings of BraTS 2017-2021 (`_flair`, `_t1`, `_t1ce`, `_t2`, `_seg`) and of 2023 and later (`-t2f`,
    `-t1n`, `-t1c`, `-t2w`, `-seg`), `.nii` and `.nii.gz`, in one folder or one folder per case at any depth.

    Args:
        folder: Where to look.

    Raises:
        ValueError: If the folder is missing, holds no case, or two cases share a name.
    """
    if not folder.is_dir():
        raise ValueError(f"`folder` must be an existing folder of BraTS cases. Received: folder={folder}")
    found: dict[tuple[Path, str], dict[str, Path]] = {}
    for path in sorted(folder.rglob("*.nii*")):
        named = parse_name(path.name)
        if named is not None:
            case, channel = named
            found.setdefault((path.parent, case), {})[channel] = path
    cases: dict[str, BratsCase] = {}
    for (_, name), files in sorted(found.items(), key=lambda item: item[0][1]):
        labels = files.pop("seg", None)
        if set(files) != set(MODALITY_SUFFIXES) - {"seg"}:
            continue
        if name in cases:
            raise ValueError(f"Two cases below {folder} are both named {name}.")
        cases[name] = BratsCase(name=name, channels=files, labels=labels)
    if not cases:
        raise ValueError(
            f"`folder` must hold cases with FLAIR, T1, T1ce and T2 in NIfTI files. Received: folder={folder}"
        )
    return tuple(cases.values())


def parse_name(name: str) -> tuple[str, str] | None:
    """Split a file name into case and channel, or return None where it is no BraTS name.

    Args:
        name: A file name such as `BraTS20_Training_002_t1ce.nii.gz` or `BraTS-GLI-00001-000-t2f.nii.gz`.
    """
    match = _NAME.match(name)
    if match is None:
        return None
    suffix = match["suffix"].lower()
    for channel, suffixes in MODALITY_SUFFIXES.items():
        if suffix in suffixes:
            return match["case"], channel
    return None
