"""What somebody did, or was refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import TABLE_OPTIONS, Base
from db.types import UtcDateTime


class AuditEvent(Base):
    """One link of the audit log's chain; never changed and never deleted.

    `id` is its place in the chain, from 1 without gaps. Nothing here is a foreign key: what is deleted elsewhere must
    not alter the log. Patients are named by id alone. `detail` is JSON as it was hashed; `hash` is over the row and the
    hash before it. `attempt_id` names the event that was written before a change began and whose end this one tells.
    """

    __tablename__ = "audit_events"
    # Unique because `id` is: a way to have an index made in the same statement as the table.
    __table_args__ = (
        UniqueConstraint("at", "id"),
        UniqueConstraint("account_id", "id"),
        UniqueConstraint("action", "id"),
        UniqueConstraint("study_id", "id"),
        UniqueConstraint("patient_id", "id"),
        UniqueConstraint("attempt_id"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None]
    account_name: Mapped[str | None] = mapped_column(String(128))
    role: Mapped[str | None] = mapped_column(String(16))
    via: Mapped[str] = mapped_column(String(16))
    address: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(16))
    status: Mapped[int | None]
    target_kind: Mapped[str | None] = mapped_column(String(16))
    target_id: Mapped[int | None]
    study_id: Mapped[int | None]
    patient_id: Mapped[int | None]
    attempt_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
