"""A browser that is signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import UtcDateTime, utc_now


class Session(Base):
    """One signed-in browser; the cookie holds a secret of which only the hash is kept."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    # From where and with what it was opened, so that its owner knows it again.
    address: Mapped[str] = mapped_column(String(45), default="", server_default="")
    agent: Mapped[str] = mapped_column(String(200), default="", server_default="")
    # When a second factor was shown; nothing: the session was opened without one.
    second_factor_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
