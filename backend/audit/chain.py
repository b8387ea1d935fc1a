"""Tie each event of the audit log to the one before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from db.models import AuditEvent

__all__ = ["BEFORE_THE_FIRST", "link"]

BEFORE_THE_FIRST = "0" * 64
# Every column but the hash itself; written out, so that a column that is added later does not break old chains.
HASHED = (
    "id",
    "at",
    "account_id",
    "account_name",
    "role",
    "via",
    "address",
    "action",
    "outcome",
    "status",
    "target_kind",
    "target_id",
    "study_id",
    "patient_id",
    "attempt_id",
    "detail",
)


def link(event: AuditEvent, *, previous: str) -> str:
    """Hash an event together with the hash of the one before it.

    Args:
        event: with everything but its hash.
        previous: of the event before it; `BEFORE_THE_FIRST` where there is none.

    Returns:
        SHA-256, 64 hexadecimal digits.
    """
    values = [_spelt(getattr(event, column)) for column in HASHED]
    content = json.dumps([previous, *values], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def _spelt(value: str | int | datetime | None) -> str | int | None:
    # Exactly as every database gives it back.
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
