"""Write events as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from db.models import AuditEvent

__all__ = ["write_csv"]

COLUMNS = (
    "id",
    "at",
    "account_id",
    "account_name",
    "role",
    "via",
    "address",
    "action",
    "outcome",
    "status",
    "target_kind",
    "target_id",
    "study_id",
    "patient_id",
    "attempt_id",
    "detail",
    "hash",
)
# What makes a spreadsheet take a text for a formula, also in its wide forms and behind spaces.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = ("\t", "\r", "\n")


def write_csv(events: Iterable[AuditEvent]) -> Iterator[str]:
    """Write a line of names, then one line for each event, while they are read.

    It begins with a byte order mark, without which spreadsheets take it for something else than UTF-8.
    """
    yield "\ufeff" + _line(COLUMNS)
    for event in events:
        yield _line(_cell(getattr(event, column)) for column in COLUMNS)


def _cell(value: str | int | datetime | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    harmless = not value.startswith(_CONTROLS) and not value.lstrip().startswith(_FORMULA)
    return value if harmless else f"'{value}"


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()
