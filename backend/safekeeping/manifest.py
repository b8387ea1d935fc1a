"""What a backup holds, in its own words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from backend.errors import NeuroSliceError

__all__ = ["BackupError", "Manifest", "TableCopy", "table_path", "volume_path"]

NAME = "manifest.json"


class BackupError(NeuroSliceError):
    """Refuse to make or to take in a backup; says why in one line."""


class TableCopy(BaseModel):
    """A table of a backup: how many rows, the hash of their file, and the number that the next row gets."""

    model_config = ConfigDict(extra="forbid")

    rows: int
    sha256: str
    next_id: int | None


class Manifest(BaseModel):
    """Written last: a folder without it is no backup."""

    model_config = ConfigDict(extra="forbid")

    format: Literal[1] = 1
    created_at: datetime
    revision: str
    tables: dict[str, TableCopy]
    volumes: list[str]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a backup.

        Raises:
            BackupError: there is none, or it cannot be understood.
        """
        try:
            return cls.model_validate_json((folder / NAME).read_bytes())
        except FileNotFoundError as error:
            raise BackupError(f"{folder} is not a backup: it has no {NAME}.") from error
        except ValidationError as error:
            raise BackupError(f"{folder} is not a backup that this version understands.") from error

    def path(self, folder: Path) -> Path:
        """Say where the manifest of a backup lies."""
        return folder / NAME


def table_path(folder: Path, name: str) -> Path:
    """Say where the rows of a table lie."""
    return folder / "tables" / f"{name}.jsonl"


def volume_path(folder: Path, sha256: str) -> Path:
    """Say where a volume lies."""
    return folder / "volumes" / sha256[:2] / sha256
