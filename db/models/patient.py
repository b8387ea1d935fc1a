"""The person a study belongs to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base
from db.models.study import Study
from db.types import UtcDateTime, utc_now


class Patient(Base):
    """A person, known by a record number that no other patient has.

    `mrn` is trimmed, NFC-normalised and compared exactly; `search_text` holds the record number and the name with
    case and accents folded away, for searching alone.

    A patient with `deleted_at` is not there for anybody; the record number is kept in `deleted_mrn` meanwhile, so that
    another patient can have it.

    Who sees a patient follows from the studies. `group_id` is the group of the last limited one that is gone for good,
    so that a patient of whom nothing is left does not become everybody's.
    """

    __tablename__ = "patients"

    id: Mapped[int] = mapped_column(primary_key=True)
    mrn: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    search_text: Mapped[str] = mapped_column(String(1024))
    birth_date: Mapped[date | None]
    sex: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_mrn: Mapped[str | None] = mapped_column(String(64))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("account_groups.id"))

    studies: Mapped[list[Study]] = relationship(
        back_populates="patient", cascade="all, delete-orphan", passive_deletes=True, order_by=Study.id.desc()
    )
