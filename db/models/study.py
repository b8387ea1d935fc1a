"""One examination: a set of co-registered volumes of one patient."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import TABLE_OPTIONS, Base
from db.models.group import Group
from db.models.image import Image
from db.models.job import Job
from db.models.segmentation import Segmentation
from db.types import UtcDateTime, utc_now

if TYPE_CHECKING:
    from db.models.patient import Patient


class Study(Base):
    """The volumes of one examination, their canonical grid, and what became of them.

    `shape` (voxels), `spacing` (mm) and `affine` (4 x 4, rows) describe the canonical RAS+ grid. `status` is the
    state of the newest job in the words of the API, written in the same transaction as the job. `head_box` is the part
    of the grid that the head fills: along x, y, z the first voxel and the one after the last; None for studies that
    came in before it was looked for.

    A study with a group is there for that group's accounts and for administrators alone; the database lets no group go
    that has one.

    A study with `deleted_at` is not there for anybody; it can be brought back until it is removed for good.
    """

    __tablename__ = "studies"
    __table_args__ = (
        UniqueConstraint("created_by_id", "idempotency_key"),
        Index("ix_studies_status_id", "status", "id"),
        Index("ix_studies_group_id_patient_id", "group_id", "patient_id"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    task: Mapped[str] = mapped_column(String(64))
    study_date: Mapped[date]
    description: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(16), default="queued")
    shape: Mapped[list[int]] = mapped_column(JSON)
    spacing: Mapped[list[float]] = mapped_column(JSON)
    affine: Mapped[list[list[float]]] = mapped_column(JSON)
    head_box: Mapped[list[list[int]] | None] = mapped_column(JSON(none_as_null=True))
    idempotency_key: Mapped[str | None] = mapped_column(String(255))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("account_groups.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    patient: Mapped[Patient] = relationship(back_populates="studies")
    group: Mapped[Group | None] = relationship()
    images: Mapped[list[Image]] = relationship(cascade="all, delete-orphan", passive_deletes=True, order_by=Image.id)
    jobs: Mapped[list[Job]] = relationship(
        back_populates="study", cascade="all, delete-orphan", passive_deletes=True, order_by=Job.id
    )
    segmentations: Mapped[list[Segmentation]] = relationship(
        back_populates="study", cascade="all, delete-orphan", passive_deletes=True, order_by=Segmentation.id
    )
