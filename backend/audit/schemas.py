"""The audit log as the API shows it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from backend.audit.entry import Outcome, Via
from backend.fields import MAX_ID
from backend.language import Words
from backend.pagination import Page, PageQuery
from backend.quick_schema import QuickSchema
from db.models import AuditEvent as AuditRow

__all__ = ["AuditAction", "AuditActionList", "AuditEvent", "AuditFilter", "AuditPage", "AuditQuery", "show_event"]

_NO_MOMENT = "This must be a time with its zone, such as 2026-01-31T08:00:00Z."


def _moment(value: Any) -> Any:
    if value is None or isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueError(_NO_MOMENT) from error


def _zoned(value: datetime) -> datetime:
    # Years at the very ends leave what a database can compare with once they are moved to UTC.
    if value.tzinfo is None or not 1900 <= value.year <= 9000:
        raise ValueError(_NO_MOMENT)
    return value


Moment = Annotated[datetime, AfterValidator(_zoned), BeforeValidator(_moment)]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]


class AuditFilter(QuickSchema):
    """Which events."""

    q: str = Field("", max_length=200, description="parts of an account's name, an address or an action")
    since: Moment | None = Field(None, description="not before this moment")
    until: Moment | None = Field(None, description="before this moment")
    account_id: Id | None = None
    action: str | None = Field(None, max_length=64)
    outcome: Outcome | None = None
    study_id: Id | None = None
    patient_id: Id | None = None


class AuditQuery(AuditFilter, PageQuery):
    """Which events, and which part of their list."""


class AuditEvent(BaseModel):
    """Something that somebody did, or was refused."""

    id: int
    at: datetime
    account_id: int | None
    account_name: str | None = Field(description="as it was then")
    role: str | None = Field(description="as it was then")
    via: Via
    address: str
    action: str
    action_name: Words
    outcome: Outcome = Field(description="begun: nothing tells how it ended")
    status: int | None
    target_kind: str | None
    target_id: int | None
    study_id: int | None
    patient_id: int | None
    detail: dict[str, Any]
    hash: str


class AuditPage(Page[AuditEvent]):
    """A page of events, newest first."""


class AuditAction(BaseModel):
    """Something that is recorded."""

    id: str
    name: Words


class AuditActionList(BaseModel):
    """Everything that is recorded."""

    items: list[AuditAction]


def show_event(row: AuditRow, *, name: str) -> AuditEvent:
    """Show an event, whose action has a name in words."""
    columns = {column.name: getattr(row, column.name) for column in AuditRow.__table__.columns}
    return AuditEvent(**columns | {"action_name": name, "detail": json.loads(row.detail)})
