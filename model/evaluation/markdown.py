"""Tables in Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table, aligned so that it reads well as plain text too; numbers stand to the right.

    Args:
        header: One name for each column.
        rows: As many cells each.

    Raises:
        ValueError: If a row has another number of cells.
    """
    _check(rows, columns=len(header))
    widths = [max(3, *(_width(cells[column]) for cells in (header, *rows))) for column in range(len(header))]
    rule = ["-" * width if column == 0 else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    return [_line(cells, widths=widths) for cells in (header, rule, *rows)]


def text_table(rows: Sequence[Sequence[str]], *, header: Sequence[str] | None = None) -> list[str]:
    """Return the lines of a table of words: long cells are not padded, and everything stands to the left.

    Args:
        rows: Cells, as many in each; at least one row.
        header: One name for each column; none where None.

    Raises:
        ValueError: If a row has another number of cells.
    """
    names = list(header) if header is not None else [""] * len(rows[0])
    _check(rows, columns=len(names))
    return [f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows)]


def _check(rows: Sequence[Sequence[str]], *, columns: int) -> None:
    for row in rows:
        if len(row) != columns:
            raise ValueError(f"`rows` must have {columns} cells each. Received: {list(row)}")


def _line(cells: Sequence[str], *, widths: Sequence[int]) -> str:
    first, *others = cells
    padded = [first + " " * (widths[0] - _width(first))]
    padded += [" " * (width - _width(cell)) + cell for cell, width in zip(others, widths[1:], strict=True)]
    return f"| {' | '.join(padded)} |"


def _width(text: str) -> int:
    """Count the columns that a text takes on a screen; accents take none."""
    return sum(not unicodedata.combining(character) for character in text)
