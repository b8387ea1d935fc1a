"""Two departments, a study of one of them, and accounts inside and outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.access import Role
from backend.access.cookie import COOKIE
from backend.services import Services
from backend.sessions.browser import Browser
from db.models import Account, Group, Membership
from tests.support.studies import post_study, store_mask, true_labels

Member = Callable[..., FlaskClient]


@pytest.fixture
def groups(services: Services) -> dict[str, int]:
    """Make two groups; give their ids by name."""
    made = {name: Group(name=name) for name in ("Neurosurgery", "Oncology")}
    with services.database.write() as session:
        session.add_all(made.values())
    return {name: group.id for name, group in made.items()}


@pytest.fixture
def member(app: Flask, services: Services, password_hash: str, groups: dict[str, int]) -> Member:
    """Make a browser that is signed in to a new account in some groups."""

    def signed_in(name: str, *inside: str, role: Role = "radiologist") -> FlaskClient:
        account = Account(name=name, password_hash=password_hash, role=role)
        with services.database.write() as session:
            session.add(account)
            session.flush()
            session.add_all(Membership(account_id=account.id, group_id=groups[group]) for group in inside)
        secret, identity = services.sessions.open(account, browser=Browser())
        assert identity.csrf_token is not None
        browser = app.test_client()
        browser.set_cookie(COOKIE, secret)
        browser.environ_base["HTTP_X_CSRF_TOKEN"] = identity.csrf_token
        return browser

    return signed_in


@pytest.fixture
def surgeon(member: Member) -> FlaskClient:
    """Make a browser of a radiologist of Neurosurgery."""
    return member("surgeon", "Neurosurgery")


@pytest.fixture
def stranger(member: Member) -> FlaskClient:
    """Make a browser of a radiologist of Oncology."""
    return member("stranger", "Oncology")


@pytest.fixture
def limited(surgeon: FlaskClient, files: dict[str, Path]) -> dict[str, Any]:
    """Upload the demo case for Neurosurgery; give the study and its job."""
    reply = post_study(surgeon, files)
    assert reply.status_code == 202, reply.json
    accepted: dict[str, Any] = reply.get_json()
    return accepted


@pytest.fixture
def hidden(services: Services, surgeon: FlaskClient, limited: dict[str, Any], case: dict[str, Path]) -> dict[str, int]:
    """Give a study of Neurosurgery a mask and a measurement; give what an address names each of its records by."""
    study = limited["study"]
    labels = true_labels(case)
    mask = store_mask(services, limited["job"]["id"], labels, uncertainty=np.zeros_like(labels))
    ruler = {"kind": "distance", "axis": "axial", "index": 18, "points": [[10, 20, 18], [20, 20, 18]]}
    measured = surgeon.post(f"/api/studies/{study['id']}/measurements", json=ruler)
    assert measured.status_code == 201, measured.json
    return {
        "patient_id": study["patient"]["id"],
        "study_id": study["id"],
        "segmentation_id": mask,
        "measurement_id": measured.json["id"],
        "job_id": limited["job"]["id"],
    }
