"""A mask, and which network made it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base
from db.types import LongBlob, UtcDateTime, utc_now

if TYPE_CHECKING:
    from db.models.study import Study


class Segmentation(Base):
    """A mask of a study, never changed once written.

    `labels` is the zlib-compressed uint8 label volume on the canonical grid, C order. `job_id` is unique, so that
    a job that runs twice still leaves one mask.

    `widest_at`, by region, is the canonical voxel (x, y, z) whose three slices each show most of it; None for masks
    that were made before it was kept.

    How sure the mask is: `confidence` by region id, 0 to 1; `low_confidence`, ids of the regions that need a look;
    `findings`, what was noticed about the input; `uncertainty`, packed as the labels are, 0 sure to 255 undecided.
    All four are None for masks that were made before it was kept.
    """

    __tablename__ = "segmentations"

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("studies.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), unique=True)
    labels: Mapped[bytes] = mapped_column(LongBlob, deferred=True)
    labels_sha256: Mapped[str] = mapped_column(String(64))
    model_name: Mapped[str] = mapped_column(String(128))
    model_version: Mapped[str] = mapped_column(String(64))
    model_sha256: Mapped[str] = mapped_column(String(64))
    runtime: Mapped[str] = mapped_column(String(32))
    volumes_ml: Mapped[dict[str, float]] = mapped_column(JSON)
    widest_at: Mapped[dict[str, list[int]] | None] = mapped_column(JSON(none_as_null=True))
    confidence: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    low_confidence: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    findings: Mapped[list[dict[str, str | None]] | None] = mapped_column(JSON(none_as_null=True))
    uncertainty: Mapped[bytes | None] = mapped_column(LongBlob, deferred=True)
    uncertainty_sha256: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    study: Mapped[Study] = relationship(back_populates="segmentations")
