"""A folder of packed cases, with a manifest that says what they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.data.packed_case import PACKED_SUFFIX
from model.errors import VolumeError
from model.tasks.card import TaskCard
from model.whole_file import write_text

__all__ = ["MANIFEST", "PackedFolder", "read_packed_folder", "write_manifest"]

MANIFEST = "manifest.json"
_FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class PackedFolder:
    """What a manifest says.

    Args:
        folder: Where they lie.
        facts: Channels, regions, spacing and scaling of the task that the cases were prepared for.
        cases: Name of each case to its file's SHA-256.
        split: Names of the cases to learn from and to measure on, where the original folder was divided.
        cubes: File of lesion cubes, or None.
    """

    folder: Path
    facts: Mapping[str, Any]
    cases: Mapping[str, str]
    split: Mapping[str, list[str]] | None
    cubes: Path | None

    def check(self, task: TaskCard) -> None:
        """Make sure that the cases were prepared for a task.

        Raises:
            ValueError: If its channels, regions, spacing or scaling are others.
        """
        expected = task_facts(task)
        for key, value in expected.items():
            if self.facts[key] != value:
                raise ValueError(
                    f"The cases in {self.folder} were packed for another task: {key} is {self.facts[key]}, "
                    f"task {task.id} has {value}. Pack them again."
                )

    def path(self, name: str) -> Path:
        """Return the file of a case after a look at whether it is whole.

        Raises:
            ValueError: If there is no such case.
            VolumeError: If the file is missing or not the one that was packed.
        """
        if name not in self.cases:
            raise ValueError(f"{self.folder} holds no case {name}.")
        path = self.folder / f"{name}{PACKED_SUFFIX}"
        if not path.is_file() or _sha256(path) != self.cases[name]:
            raise VolumeError(f"{path} is missing or damaged: copy the folder again.")
        return path


def task_facts(task: TaskCard) -> dict[str, Any]:
    """Return what decides how a case is prepared."""
    return {
        "channels": list(task.channel_ids),
        "regions": [[region.id, list(region.labels)] for region in task.regions],
        "spacing": list(task.spacing),
        "scaling": task.scaling,
    }


def read_packed_folder(folder: Path) -> PackedFolder:
    """Read a folder's manifest.

    Raises:
        ValueError: If there is none, or it is of another version.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise ValueError(f"{folder} holds no packed cases: {MANIFEST} is missing.")
    values = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(values, Mapping) or values.get("format") != _FORMAT:
        raise ValueError(f"{path} is no manifest of this version. Pack the cases again.")
    return PackedFolder(
        folder=folder,
        facts={key: values[key] for key in ("channels", "regions", "spacing", "scaling")},
        cases=values["cases"],
        split=values["split"],
        cubes=folder / values["cubes"] if values["cubes"] else None,
    )


def write_manifest(
    folder: Path,
    *,
    task: TaskCard,
    files: Mapping[str, Path],
    split: Mapping[str, list[str]] | None,
    cubes: Path | None,
) -> PackedFolder:
    """Write what a folder's files are, once all of them are there.

    Args:
        folder: Holds the files.
        task: That they were prepared for.
        files: Name of each case to its file.
        split: As in `PackedFolder`.
        cubes: A file in the folder, or None.
    """
    values = {
        "format": _FORMAT,
        **task_facts(task),
        "cases": {name: _sha256(path) for name, path in files.items()},
        "split": split,
        "cubes": cubes.name if cubes else None,
    }
    write_text(folder / MANIFEST, json.dumps(values, indent=2) + "\n")
    return read_packed_folder(folder)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
