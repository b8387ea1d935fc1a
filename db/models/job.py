"""One run of a network over a study."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, Double, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import TABLE_OPTIONS, Base
from db.types import UtcDateTime, utc_now

if TYPE_CHECKING:
    from db.models.study import Study


class Job(Base):
    """The truth about a run; the broker's message only says that this row waits.

    A worker owns the row while `lease_until` lies ahead. A lease that ran out is swept: the job waits again, or,
    after too many `attempts`, has failed. `request_id` is of the request that queued it, under which the log leads from
    a click to the worker's lines, whoever sent the message.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_state_lease_until", "state", "lease_until"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("studies.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16), default="queued")
    stage: Mapped[str | None] = mapped_column(String(32))
    progress: Mapped[float] = mapped_column(Double, default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(128))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    messages_sent: Mapped[int] = mapped_column(default=0)
    message_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str | None] = mapped_column(Text)
    timings: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    request_id: Mapped[str | None] = mapped_column(String(16))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    study: Mapped[Study] = relationship(back_populates="jobs")
