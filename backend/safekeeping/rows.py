"""Rows as lines of JSON, so that any database can take in what another one gave."""

from __future__ import annotations

import base64
import json
import re
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, column, func, select, table, text
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import TypeEngine

from db.models import Base
from db.types import UtcDateTime

__all__ = ["decode", "encode", "insertable", "kept_tables", "next_id", "set_next_id"]

# What is of no use elsewhere: who is signed in, which workers live, how often passwords were guessed of late.
_NOT_KEPT = {"sessions", "workers", "guesses"}


def kept_tables() -> list[Table]:
    """Give the tables that belong into a backup, those that others refer to first."""
    return [each for each in Base.metadata.sorted_tables if each.name not in _NOT_KEPT]


def encode(row: dict[str, Any]) -> bytes:
    """Write a row as one line."""
    return json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes, *, of: Table) -> dict[str, Any]:
    """Read a row.

    Args:
        line: from `encode`.
        of: says what its columns hold.

    Raises:
        ValueError: it is no such row.
    """
    row = json.loads(line)
    if not isinstance(row, dict) or not row.keys() <= set(of.columns.keys()):
        raise ValueError(f"expected a row of {of.name}. Received: {line[:40]!r}")
    return {name: _read(value, _python_type(of.columns[name].type)) for name, value in row.items()}


def insertable(of: Table, *, names: list[str]) -> TableClause:
    """Give a table with some of its columns, which fills in nothing by itself."""
    return table(of.name, *(column(name, of.columns[name].type) for name in names))


def next_id(connection: Connection, of: Table) -> int | None:
    """Say which number the next row of a table gets, which no row had before; None where rows have no numbers."""
    if "id" not in of.columns:
        return None
    highest = connection.scalar(select(func.max(of.c.id))) or 0
    if connection.dialect.name == "sqlite":
        used = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": of.name}) or 0
    else:
        _, made = connection.execute(text(f"SHOW CREATE TABLE {of.name}")).one()
        found = re.search(r"\bAUTO_INCREMENT=(\d+)", made)
        used = int(found[1]) - 1 if found else 0
    return max(highest, used) + 1


def set_next_id(connection: Connection, of: Table, number: int) -> None:
    """Let the next row of a table have a number, so that the address of what was deleted is never used again.

    On MySQL this ends the transaction.
    """
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": of.name})
        connection.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :used)"), {"name": of.name, "used": number - 1}
        )
    else:
        connection.execute(text(f"ALTER TABLE {of.name} AUTO_INCREMENT = {int(number)}"))


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(f"expected a value that a column can hold. Received: {type(value).__name__}")


def _python_type(column_type: TypeEngine[Any]) -> type:
    # A type that wraps another does not say what comes out of it.
    return datetime if isinstance(column_type, UtcDateTime) else column_type.python_type


def _read(value: Any, python_type: type) -> Any:
    if value is None:
        return None
    if python_type is bytes:
        return base64.b64decode(value, validate=True)
    if python_type in (datetime, date):
        return python_type.fromisoformat(value)
    return value
