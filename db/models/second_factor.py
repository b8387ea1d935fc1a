"""What an account shows beside its password."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class SecondFactor(Base):
    """The key that an account shares with an authenticator app; it is kept encrypted."""

    __tablename__ = "second_factors"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    # Nothing: a code has never been shown, so nobody is asked for one.
    sealed_key: Mapped[str | None] = mapped_column(String(255))
    # Nothing: no app is being set up.
    sealed_new_key: Mapped[str | None] = mapped_column(String(255))
    # The step of the last code that was taken, in units of 30 s since 1970; no code of it or before is taken again.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
