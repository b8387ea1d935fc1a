"""A database as it looks after years: many made-up patients and studies, without files."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select

from backend.patients.search import search_text
from db.models import Account, Base, Group, Image, Job, Membership, Patient, Segmentation, Study
from db.session import SessionFactory
from db.types import utc_now
from tests.support.studies import CHANNELS

__all__ = ["FAMILY_NAMES", "GIVEN_NAMES", "fill"]

FAMILY_NAMES = ("Kim", "Müller", "Åkesson", "García", "Nguyễn", "O’Neill", "Иванова", "Tanaka", "Haddad", "Okafor")
GIVEN_NAMES = ("Minji", "Jürgen", "Zoë", "José", "Linh", "Aoife", "Анна", "Haruto", "Layla", "Chinedu")

_STUDIES_PER_PATIENT = 3
# One study in so many is a group's, and one in so many did not succeed.
_LIMITED = 10
_FAILED = 25
_ROWS = 500


def fill(database: SessionFactory, *, studies: int, mask_bytes: int, seed: int = 1) -> None:
    """Insert studies of a third as many patients, one in ten of them a group's in which the first account is.

    Args:
        database: migrated; holds an account.
        studies: how many.
        mask_bytes: of each mask, packed.
        seed: of the names.
    """
    chance = random.Random(seed)
    with database.write() as session:
        account_id = session.scalars(select(Account.id).order_by(Account.id)).first()
        group = Group(name="Neuroradiology")
        session.add(group)
        session.flush()
        session.add(Membership(account_id=account_id, group_id=group.id))
        group_id = group.id
    patients = [_patient(number, chance) for number in range(1, studies // _STUDIES_PER_PATIENT + 1)]
    _insert(database, Patient, patients)
    numbers = range(1, studies + 1)
    _insert(database, Study, (_study(number, chance.randint(1, len(patients)), group_id) for number in numbers))
    _insert(database, Image, (_image(number, channel) for number in numbers for channel in CHANNELS))
    _insert(database, Job, (_job(number) for number in numbers))
    done = (number for number in numbers if number % _FAILED)
    _insert(database, Segmentation, (_mask(number, chance.randbytes(mask_bytes)) for number in done))


def _insert(database: SessionFactory, table: type[Base], rows: Iterator[dict[str, Any]] | Sequence[Any]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS:
            _write(database, table, batch)
            batch = []
    _write(database, table, batch)


def _write(database: SessionFactory, table: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        with database.write() as session:
            session.execute(insert(table), rows)


def _patient(number: int, chance: random.Random) -> dict[str, Any]:
    mrn = f"SOAK-{number:06d}"
    name = f"{chance.choice(GIVEN_NAMES)} {chance.choice(FAMILY_NAMES)} {number}"
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(80 * 365))
    return {"id": number, "mrn": mrn, "name": name, "search_text": search_text(mrn=mrn, name=name), "birth_date": born}


def _study(number: int, patient_id: int, group_id: int) -> dict[str, Any]:
    return {
        "id": number,
        "patient_id": patient_id,
        "task": "brain-tumour",
        "study_date": date(2020, 1, 1) + timedelta(days=number % 2000),
        "description": f"Follow-up {number}",
        "status": "ready" if number % _FAILED else "failed",
        "shape": [240, 240, 155],
        "spacing": [1.0, 1.0, 1.0],
        "affine": [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]],
        "group_id": group_id if number % _LIMITED == 0 else None,
    }


def _image(number: int, channel: str) -> dict[str, Any]:
    return {
        "study_id": number,
        "channel": channel,
        "sha256": sha256(f"{number} {channel}".encode()).hexdigest(),
        "size_bytes": 3_000_000,
        "slope": 1.0,
        "intercept": 0.0,
        "window_low": 0.0,
        "window_high": 900.0,
        "value_low": 0.0,
        "value_high": 1000.0,
    }


def _job(number: int) -> dict[str, Any]:
    state = "succeeded" if number % _FAILED else "failed"
    return {"id": number, "study_id": number, "state": state, "progress": 1.0, "attempts": 1, "finished_at": utc_now()}


def _mask(number: int, labels: bytes) -> dict[str, Any]:
    return {
        "study_id": number,
        "job_id": number,
        "labels": labels,
        "labels_sha256": sha256(labels).hexdigest(),
        "model_name": "unet3d",
        "model_version": "1",
        "model_sha256": "0" * 64,
        "runtime": "tensorflow",
        "volumes_ml": {"WT": 56.5, "TC": 4.1, "ET": 2.6},
    }
