"""Who may sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base
from db.models.session import Session
from db.models.token import Token
from db.types import UtcDateTime, utc_now


class Account(Base):
    """A person or a program with a name, a password and a role."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(128), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(16))
    disabled: Mapped[bool] = mapped_column(default=False)
    # "radiological" or "neurological"; nothing: never chosen.
    convention: Mapped[str | None] = mapped_column(String(16))
    # "standard" or "colour-blind"; nothing: never chosen.
    palette: Mapped[str | None] = mapped_column(String(16))
    # Which panels of the viewer's page are open, by name; those that are not there were never folded or opened.
    panels: Mapped[dict[str, bool | None] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    sessions: Mapped[list[Session]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    tokens: Mapped[list[Token]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
