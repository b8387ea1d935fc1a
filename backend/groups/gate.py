"""The gate behind the guard's: what an account does not see is not there, whatever the address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Flask, g, request
from sqlalchemy import BindParameter, Engine, Select, bindparam, select

from backend.access.identity import Identity
from backend.errors import NotFound
from backend.groups.sight import seen_patient, seen_studies, sight_of
from db.lookup import Lookup
from db.models import Job, Measurement, Patient, Segmentation, Study

__all__ = ["LIMITED", "UNLIMITED", "init_app"]

_NUMBER: BindParameter[int] = bindparam("number")
_STUDIES = seen_studies(bindparam("account_id"))


def _part(table: Any) -> Select[int]:
    return select(table.id).join(Study, Study.id == table.study_id).where(table.id == _NUMBER, _STUDIES)


# By the name that an address has for the record's id: what finds it if it is seen, and what is said otherwise. Nobody
# learns from the words whether there is such a record.
LIMITED: dict[str, tuple[Select[int], str]] = {
    "patient_id": (
        select(Patient.id).where(Patient.id == _NUMBER, seen_patient(bindparam("account_id"))),
        "There is no such patient.",
    ),
    "study_id": (select(Study.id).where(Study.id == _NUMBER, _STUDIES), "There is no such study."),
    "segmentation_id": (_part(Segmentation), "There is no such segmentation."),
    "measurement_id": (_part(Measurement), "There is no such measurement."),
    "job_id": (_part(Job), "There is no such job."),
}
# Records of which nothing is a patient's.
UNLIMITED = frozenset({"account_id", "group_id", "session_id", "token_id"})


def init_app(app: Flask, *, engine: Engine) -> None:
    """Put the gate before every view of an app; to be called after the guard's, which knows who is asking.

    Args:
        app: whose views they are.
        engine: where records are.
    """
    lookups = {name: Lookup(engine, statement) for name, (statement, _) in LIMITED.items()}
    app.before_request(partial(check, lookups))


def check(lookups: Mapping[str, Lookup[int]]) -> None:
    """Stop a request for a record that its sender does not see, before its view runs.

    Raises:
        NotFound: the record is another group's, or there is none.
    """
    identity: Identity | None = g.get("neuroslice_identity")
    account_id = None if identity is None else sight_of(identity).account_id
    if account_id is None:
        return
    for name, number in (request.view_args or {}).items():
        if name in LIMITED and lookups[name].one(number=number, account_id=account_id) is None:
            raise NotFound(LIMITED[name][1])
