"""What is deleted is gone at once, can be brought back for a while, and is then gone for good."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.jobs.ledger import JobLedger
from backend.services import Services
from db.models import AuditEvent, Study
from db.types import utc_now
from tests.support.studies import SHAPE, post_study, purge, rows, store_mask, stored_files

KIM = {"mrn": "A-1", "name": "Kim Minji"}


def shown(client: FlaskClient, study: dict[str, Any]) -> dict[str, Any]:
    reply: dict[str, Any] = client.get(f"/api/studies/{study['id']}").get_json()
    return reply


def test_a_study_that_is_brought_back_is_as_it_was(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    store_mask(services, study["job"]["id"], np.zeros(SHAPE, np.uint8))
    before = shown(radiologist, study)
    radiologist.delete(f"/api/studies/{study['id']}")

    reply = radiologist.post(f"/api/studies/{study['id']}/restore")

    assert (reply.status_code, reply.json) == (200, before)
    assert radiologist.get(f"/api/studies/{study['id']}/images/t1/axial/3.png").status_code == 200
    assert purge(services) == 0


def test_a_run_that_waited_is_cancelled_and_waits_again(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    radiologist.delete(f"/api/studies/{study['id']}")
    ledger = JobLedger(services.database, settings=services.settings)
    assert ledger.claim(study["job"]["id"], worker="w") is None

    back = radiologist.post(f"/api/studies/{study['id']}/restore").json

    assert (back["status"], back["job"]["state"]) == ("queued", "queued")
    assert ledger.claim(back["job"]["id"], worker="w") is not None


def test_a_run_that_goes_on_is_told_to_stop_unless_its_study_comes_back_in_time(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    ledger = JobLedger(services.database, settings=services.settings)
    claim = ledger.claim(study["job"]["id"], worker="w")
    assert claim is not None
    radiologist.delete(f"/api/studies/{study['id']}")
    assert ledger.renew(claim, stage="x", progress=0.1) == "cancelled"

    back = radiologist.post(f"/api/studies/{study['id']}/restore").json

    assert back["status"] == "running"
    assert ledger.renew(claim, stage="x", progress=0.1) == "held"


def test_a_run_that_its_user_had_cancelled_stays_cancelled(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    radiologist.delete(f"/api/jobs/{study['job']['id']}")
    radiologist.delete(f"/api/studies/{study['id']}")

    assert radiologist.post(f"/api/studies/{study['id']}/restore").json["status"] == "cancelled"


def test_a_patient_comes_back_with_the_studies_that_went_along_and_no_others(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    patient = study["patient"]["id"]
    earlier = post_study(radiologist, files).json["study"]
    radiologist.delete(f"/api/studies/{earlier['id']}")
    radiologist.delete(f"/api/patients/{patient}")

    back = radiologist.post(f"/api/patients/{patient}/restore")

    assert back.status_code == 200
    assert back.get_json().items() >= (KIM | {"study_count": 1}).items()
    assert [each["id"] for each in radiologist.get("/api/studies").json["items"]] == [study["id"]]
    assert radiologist.post(f"/api/studies/{earlier['id']}/restore").status_code == 200


def test_a_study_does_not_come_back_without_its_patient(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    radiologist.delete(f"/api/patients/{study['patient']['id']}")

    assert radiologist.post(f"/api/studies/{study['id']}/restore").status_code == 409


def test_the_number_of_a_deleted_patient_is_free(radiologist: FlaskClient) -> None:
    first = radiologist.post("/api/patients", json=KIM).json
    radiologist.delete(f"/api/patients/{first['id']}")

    second = radiologist.post("/api/patients", json=KIM | {"name": "Lee"})

    assert second.status_code == 201
    refused = radiologist.post(f"/api/patients/{first['id']}/restore")
    assert refused.status_code == 409
    assert "A-1 belongs to Lee" in refused.json["detail"]
    radiologist.delete(f"/api/patients/{second.json['id']}")
    assert radiologist.post(f"/api/patients/{first['id']}/restore").json["mrn"] == "A-1"


def test_nothing_can_be_added_to_what_is_deleted(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    patient = study["patient"]["id"]
    radiologist.delete(f"/api/patients/{patient}")

    added = post_study(radiologist, files, patient_mrn=None, patient_name=None, patient_id=str(patient))

    assert [error["field"] for error in added.json["errors"]] == ["patient_id"]
    assert radiologist.post(f"/api/studies/{study['id']}/segmentations").status_code == 404
    assert radiologist.patch(f"/api/studies/{study['id']}", json={"description": "x"}).status_code == 404
    assert radiologist.patch(f"/api/patients/{patient}", json={"name": "Lee"}).status_code == 404


def test_a_request_that_is_sent_again_after_a_deletion_makes_a_study(
    radiologist: FlaskClient, files: dict[str, Path]
) -> None:
    headers = {"Idempotency-Key": "k"}
    first = post_study(radiologist, files, headers=headers).json["study"]["id"]
    radiologist.delete(f"/api/studies/{first}")

    second = post_study(radiologist, files, headers=headers)

    assert second.status_code == 202
    assert second.json["study"]["id"] != first


def test_restoring_what_is_there_changes_nothing(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    assert radiologist.post(f"/api/studies/{study['id']}/restore").json == study
    assert radiologist.post(f"/api/patients/{study['patient']['id']}/restore").json["study_count"] == 1


@pytest.mark.parametrize("what", ["studies", "patients"])
def test_viewers_bring_nothing_back(
    viewer: FlaskClient, radiologist: FlaskClient, study: dict[str, Any], what: str
) -> None:
    assert viewer.post(f"/api/{what}/1/restore").status_code == 403
    assert radiologist.post(f"/api/{what}/999999/restore").status_code == 404


def test_rows_and_files_are_there_until_the_grace_period_is_over(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    radiologist.delete(f"/api/studies/{study['id']}")
    assert purge(services, after_days=7) == 0
    assert len(stored_files(services)) == 8
    with services.database.write() as session:
        session.execute(update(Study).values(deleted_at=utc_now() - timedelta(days=7, seconds=1)))

    assert purge(services, after_days=7) == 1

    assert rows(services) == {"patients": 1}
    assert stored_files(services) == []
    assert radiologist.post(f"/api/studies/{study['id']}/restore").status_code == 404


def test_a_study_that_was_deleted_before_its_patient_goes_with_the_patient(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    radiologist.delete(f"/api/studies/{study['id']}")
    radiologist.delete(f"/api/patients/{study['patient']['id']}")

    purge(services)

    assert rows(services) == {}
    assert stored_files(services) == []


def test_what_goes_for_good_is_in_the_audit_log_with_its_removal(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    radiologist.delete(f"/api/studies/{study['id']}")
    assert purge(services) == 1

    with services.database.read() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "deletion.purge")).one()
    assert (event.outcome, event.via) == ("done", "command line")
    assert json.loads(event.detail) == {"patients": [], "studies": [str(study["id"])]}
