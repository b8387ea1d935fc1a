"""One uploaded volume of a study."""

from __future__ import annotations

from sqlalchemy import BigInteger, Double, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import TABLE_OPTIONS, Base


class Image(Base):
    """A channel of a study: where its file lies in the store, and how its values are shown.

    The file is found by `sha256`. A pixel of the display volume means `slope * pixel + intercept`; the window is
    in real values.
    """

    __tablename__ = "images"
    __table_args__ = (UniqueConstraint("study_id", "channel"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("studies.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(32))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    slope: Mapped[float] = mapped_column(Double)
    intercept: Mapped[float] = mapped_column(Double)
    window_low: Mapped[float] = mapped_column(Double)
    window_high: Mapped[float] = mapped_column(Double)
    value_low: Mapped[float] = mapped_column(Double)
    value_high: Mapped[float] = mapped_column(Double)
