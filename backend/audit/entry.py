"""What is to be added to the audit log."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from backend.fields import MAX_ID

__all__ = ["OUTCOMES", "VIAS", "Detail", "Entry", "Outcome", "Via"]

# `begun` is written before a change, and is settled by a later event that refers to it.
Outcome = Literal["begun", "done", "refused", "failed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Via = Literal["browser", "token", "command line", "nobody"]
VIAS: tuple[Via, ...] = get_args(Via)
Detail = Mapping[str, str | int | bool | Sequence[str]]

_ADDRESS_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Say who did what to which record, and how it went.

    Args:
        action: one of `backend.audit.actions`.
        outcome: how it went.
        via: how whoever did it showed who they are.
        address: where the request came from.
        account_id: who; None for a stranger.
        account_name: as it was then.
        role: as it was then.
        status: of the HTTP reply.
        target_kind: what kind of record it was done to.
        target_id: which one.
        study_id: the study that the record belongs to.
        patient_id: the patient that it belongs to.
        attempt_id: the event, `begun`, whose end this is.
        detail: what else is worth knowing; never what a patient is called.
    """

    action: str
    outcome: Outcome
    via: Via
    address: str
    account_id: int | None = None
    account_name: str | None = None
    role: str | None = None
    status: int | None = None
    target_kind: str | None = None
    target_id: int | None = None
    study_id: int | None = None
    patient_id: int | None = None
    attempt_id: int | None = None
    detail: Detail = field(default_factory=dict)

    def columns(self) -> dict[str, str | int | None]:
        """Give the values of the event's columns, each of a size that its column can hold."""
        known = self.target_id is not None and self.target_id <= MAX_ID
        return {
            "account_id": self.account_id,
            "account_name": self.account_name,
            "role": self.role,
            "via": self.via,
            "address": self.address[:_ADDRESS_LENGTH],
            "action": self.action,
            "outcome": self.outcome,
            "status": self.status,
            "target_kind": self.target_kind,
            "target_id": self.target_id if known else None,
            "study_id": self.study_id,
            "patient_id": self.patient_id,
            "attempt_id": self.attempt_id,
            "detail": json.dumps(self.detail, ensure_ascii=False, sort_keys=True),
        }
