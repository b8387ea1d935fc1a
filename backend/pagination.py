"""Lists come in pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field
from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from backend.quick_schema import QuickSchema

__all__ = ["Page", "PageQuery", "paginate"]

Item = TypeVar("Item")
Row = TypeVar("Row")


class PageQuery(QuickSchema):
    """Which part of a list to give; the parent of every list's query."""

    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(20, ge=1, le=100)


class Page(BaseModel, Generic[Item]):
    """A part of a list. Each list derives a class of its own, so that it has a name in the API's document."""

    items: list[Item]
    total: int
    page: int
    per_page: int


def paginate(session: Session, statement: Select[Row], *, query: PageQuery) -> tuple[Sequence[Row], int]:
    """Run one page of an ordered statement.

    Args:
        session: where to run it.
        statement: selects one entity, with its order.
        query: which page.

    Returns:
        The rows of the page, and how many there are on all pages.
    """
    counted: Select[Any] = statement.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    total = session.scalar(counted) or 0
    offset = (query.page - 1) * query.per_page
    rows = session.scalars(statement.limit(query.per_page).offset(offset)).unique().all()
    return rows, total
