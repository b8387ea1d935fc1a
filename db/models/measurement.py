"""Something that a person measured in a study."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.account import Account
from db.models.base import TABLE_OPTIONS, Base
from db.types import UtcDateTime, utc_now


class Measurement(Base):
    """Points in one slice, what they measure, and who put them there.

    `points` are canonical voxels (x, y, z), an integer being the centre of a voxel; `measured` is what they come to,
    by name, computed when they were stored; `channel` is the one whose values it is about, or that was on the screen.

    `version` goes up with every change, so that a change based on an older one is noticed. What is deleted stays, with
    its author and times, until its study is deleted: it can be brought back as it was.
    """

    __tablename__ = "measurements"
    # Finds the measurements of a study in their order; a constraint, because that is made together with the table.
    __table_args__ = (UniqueConstraint("study_id", "id"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("studies.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    axis: Mapped[str] = mapped_column(String(16))
    slice_index: Mapped[int]
    points: Mapped[list[list[float]]] = mapped_column(JSON)
    measured: Mapped[dict[str, float | None]] = mapped_column(JSON)
    channel: Mapped[str | None] = mapped_column(String(32))
    label: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    created_by: Mapped[Account | None] = relationship(foreign_keys=[created_by_id])
    changed_by: Mapped[Account | None] = relationship(foreign_keys=[changed_by_id])
