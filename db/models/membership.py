"""That an account belongs to a group."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import TABLE_OPTIONS, Base
from db.types import UtcDateTime, utc_now


class Membership(Base):
    """An account in a group; it may be in several."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("account_id", "group_id"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(ForeignKey("account_groups.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
