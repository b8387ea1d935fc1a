"""What no log may say."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

__all__ = ["check_logs", "patients_of"]

# Whom the tests upload, or try to: those whom a server has refused or renamed are in no database afterwards.
_NAMES = (
    "Kim Minji",
    "KIM^MINJI",
    "김민지",
    "Ada Lovelace",
    "Emmy Noether",
    "Goes Away",
    "Grace Brewster Hopper",
    "Grace Hopper",
    "Lise Meitner",
    "New Name",
    "Nobody Yet",
    "Old Name",
    "Real Case",
    "Rosalind Franklin",
    "Turned Phantom",
)


def check_logs(logs: Iterable[Path], *, others: Iterable[str] = ()) -> None:
    """See that no line of some logs names a patient.

    Args:
        logs: of processes that have ended.
        others: names and record numbers to look for beside those that all tests use.

    Raises:
        AssertionError: one does.
    """
    names = "|".join(re.escape(name) for name in {*_NAMES, *others})
    # Whole words: a record number may be short.
    named = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)
    for log in logs:
        lines = [line for line in log.read_text(errors="replace").splitlines() if named.search(line)]
        assert not lines, f"{log} names a patient: {lines}"


def patients_of(database: Path) -> set[str]:
    """Give the names and record numbers of everyone in an SQLite database, deleted ones too."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as file:
        return {word for row in file.execute("SELECT name, mrn FROM patients") for word in row}
