"""Files below a folder, through links as well."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path

__all__ = ["find_files"]


def find_files(folder: Path, pattern: str) -> tuple[Path, ...]:
    """Return the files of a name below a folder, sorted; a selection of cases is often a folder of links to theirs.

    Args:
        folder: Where to look.
        pattern: Of the names, such as `*.nii*`.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if not _leads_back(Path(parent, name))]
        found += [Path(parent, name) for name in names if fnmatch(name, pattern)]
    return tuple(sorted(found))


def _leads_back(folder: Path) -> bool:
    """Whether a folder is a link to one that holds it, in which a search would never end."""
    return folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve())
