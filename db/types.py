"""Column types that behave alike on SQLite, MySQL and MariaDB."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.dialects.mysql import DATETIME, LONGBLOB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# A plain BLOB ends at 64 KiB on MySQL; a mask may be larger.
LongBlob = LargeBinary().with_variant(LONGBLOB(), "mysql")


class UtcDateTime(TypeDecorator[datetime]):
    """Keep an aware time in UTC to the microsecond, and give it back aware.

    Raises:
        ValueError: a naive time was given; it could mean any zone.
    """

    impl = DateTime().with_variant(DATETIME(fsp=6), "mysql")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected a time with a zone. Received: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)
