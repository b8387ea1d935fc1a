"""What no log may say."""

from __future__ import annotations

import functools
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

__all__ = ["NAMES", "check_logs", "named_in", "patients_of"]

# Whom the tests upload, or try to: those whom a server has refused or renamed are in no database afterwards.
NAMES = (
    "Kim Minji",
    "KIM^MINJI",
    "kim_minji",
    "김민지",
    "Ada Lovelace",
    "Emmy Noether",
    "Fault, Patient",
    "Goes Away",
    "Grace Brewster Hopper",
    "Grace Hopper",
    "Lee Jiho",
    "Lee Jun",
    "Lée Jun",
    "Lise Meitner",
    "Minji Other",
    "New Name",
    "Nobody Yet",
    "Old Name",
    "Real Case",
    "Rosalind Franklin",
    "Turned Phantom",
    "Waits a While",
    "Wrong Person",
)


def check_logs(logs: Iterable[Path], *, others: Iterable[str] = ()) -> None:
    """See that no line of some logs names a patient.

    Args:
        logs: of processes that have ended.
        others: names and record numbers to look for beside those that all tests use.

    Raises:
        AssertionError: one does.
    """
    for log in logs:
        lines = named_in(log.read_text(errors="replace"), others=others)
        assert not lines, f"{log} names a patient: {lines}"


def named_in(text: str, *, others: Iterable[str] = ()) -> list[str]:
    """Give the lines of a text that name a patient of the tests, or somebody else."""
    named = _pattern(frozenset({*NAMES, *others}))
    return [line for line in text.splitlines() if named.search(line)]


@functools.lru_cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    # Whole words: a record number may be short.
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted(names))})(?!\w)", re.IGNORECASE)


def patients_of(database: Path) -> set[str]:
    """Give the names and record numbers of everyone in an SQLite database, deleted ones too."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as file:
        return {word for row in file.execute("SELECT name, mrn FROM patients") for word in row}
