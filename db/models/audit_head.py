"""Where the audit log ends."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class AuditHead(Base):
    """The one row that whoever adds to the audit log locks first: which event is the last one, and its hash.

    It makes writers wait for each other, and tells when events were cut off the end.
    """

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
