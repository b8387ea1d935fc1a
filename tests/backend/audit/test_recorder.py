"""What people do is in the log, and what cannot be written there does not happen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from backend.access.cookie import COOKIE
from backend.audit import verify
from backend.audit.actions import ACTIONS, NOT_RECORDED
from backend.services import Services
from db.models import AuditEvent
from tests.backend.audit.conftest import Events
from tests.backend.conftest import PASSWORD, SignIn
from tests.support.studies import post_study, rows, store_mask, stored_files, true_labels

NAME = "Kim Minji"


def told(events: Sequence[AuditEvent]) -> list[tuple[str, str]]:
    """Give action and outcome of events."""
    return [(event.action, event.outcome) for event in events]


def break_log(services: Services) -> None:
    """Make the log such that nothing can be added to it."""
    with services.database.write() as session:
        session.execute(text("INSERT INTO audit_head (id, event_id, hash) VALUES (1, 0, '')"))
        session.execute(
            text(
                "INSERT INTO audit_events (id, at, via, address, action, outcome, detail, hash)"
                " VALUES (1, '2026-01-01 00:00:00.000000', 'browser', '', '', 'done', '{}', '')"
            )
        )


def test_every_route_is_recorded_or_said_not_to_be(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints - set(ACTIONS) - NOT_RECORDED == set()


def test_every_change_is_recorded_as_one(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if not (rule.methods or set()) <= {"GET", "HEAD", "OPTIONS"}:
            assert ACTIONS[rule.endpoint].how in ("change", "enter"), rule.endpoint


def test_an_upload_is_begun_then_done_and_names_study_and_patient_by_their_ids(
    study: dict[str, Any], events: Events
) -> None:
    begun, done = events()

    assert told([begun, done]) == [("study.upload", "begun"), ("study.upload", "done")]
    assert (begun.target_id, begun.status) == (None, None)
    assert (done.attempt_id, done.status) == (begun.id, 202)
    assert (done.target_kind, done.target_id, done.study_id) == ("study", study["id"], study["id"])
    assert done.patient_id == study["patient"]["id"]
    assert (done.account_name, done.role, done.via, done.address) == (
        "radiologist",
        "radiologist",
        "browser",
        "127.0.0.1",
    )


def test_an_upload_that_is_refused_is_in_the_log_without_what_it_held(
    radiologist: FlaskClient, files: dict[str, Path], events: Events
) -> None:
    assert post_study(radiologist, {**files, "flair": b"no volume"}).status_code == 422

    assert told(events()) == [("study.upload", "begun"), ("study.upload", "failed")]


def test_opening_a_study_is_one_view_whatever_is_read_of_it(
    radiologist: FlaskClient, study: dict[str, Any], services: Services, case: dict[str, Path], events: Events
) -> None:
    segmentation = store_mask(services, study["job"]["id"], true_labels(case))
    before = len(events())

    addresses = [f"/api/studies/{study['id']}", f"/api/studies/{study['id']}/measurements"]
    addresses += [f"/api/studies/{study['id']}/images/flair/axial/{index}.png" for index in range(10)]
    addresses += [f"/api/segmentations/{segmentation}/axial/{index}.png" for index in range(10)]
    for address in addresses * 2:
        assert radiologist.get(address).status_code == 200

    assert told(events()[before:]) == [("study.view", "done")]
    assert events()[-1].patient_id == study["patient"]["id"]


def test_reading_slices_without_opening_the_study_is_a_view_of_it(
    viewer: FlaskClient, study: dict[str, Any], services: Services, case: dict[str, Path], events: Events
) -> None:
    segmentation = store_mask(services, study["job"]["id"], true_labels(case))

    assert viewer.get(f"/api/segmentations/{segmentation}/axial/1.png").status_code == 200

    last = events()[-1]
    assert (last.action, last.target_kind, last.study_id) == ("study.view", "study", study["id"])
    assert last.account_name == "viewer"


def test_everyone_who_opens_a_study_is_in_the_log(
    sign_in: SignIn, study: dict[str, Any], radiologist: FlaskClient, events: Events
) -> None:
    for browser in (radiologist, sign_in("viewer"), sign_in("admin")):
        browser.get(f"/api/studies/{study['id']}")

    views = [event.account_name for event in events() if event.action == "study.view"]
    assert views == ["radiologist", "viewer", "admin"]


def test_every_download_is_recorded_but_not_what_the_browser_has_already(
    viewer: FlaskClient, study: dict[str, Any], events: Events
) -> None:
    address = f"/api/studies/{study['id']}/images/t1.nii.gz?grid=canonical"
    first = viewer.get(address, buffered=True)
    viewer.get(address, buffered=True)
    viewer.get(address, headers={"If-None-Match": first.headers["ETag"]})

    downloads = [event for event in events() if event.action == "image.download"]
    assert [json.loads(event.detail) for event in downloads] == [{"channel": "t1", "grid": "canonical"}] * 2
    assert events()[-1].action == "study.view"


def test_a_change_names_the_fields_and_not_what_they_hold(
    radiologist: FlaskClient, study: dict[str, Any], events: Events
) -> None:
    patient = study["patient"]["id"]
    assert radiologist.patch(f"/api/patients/{patient}", json={"name": "Lee Jiwoo", "sex": "female"}).status_code == 200

    last = events()[-1]
    assert (last.action, last.patient_id, json.loads(last.detail)) == (
        "patient.change",
        patient,
        {"fields": ["name", "sex"]},
    )


def test_a_deletion_still_says_whose_study_it_was(
    radiologist: FlaskClient, study: dict[str, Any], events: Events
) -> None:
    assert radiologist.delete(f"/api/studies/{study['id']}").status_code == 204

    begun, done = events()[-2:]
    assert told([begun, done]) == [("study.delete", "begun"), ("study.delete", "done")]
    assert (done.study_id, done.patient_id) == (study["id"], study["patient"]["id"])


def test_signing_in_and_failing_to_are_recorded(client: FlaskClient, viewer: FlaskClient, events: Events) -> None:
    client.post("/api/session", json={"name": "viewer", "password": "wrong"})
    client.post("/api/session", json={"name": NAME, "password": PASSWORD})
    client.post("/api/session", json={"name": "viewer", "password": PASSWORD})

    assert [(event.outcome, event.account_name, event.via) for event in events()] == [
        ("refused", "viewer", "nobody"),
        ("refused", None, "nobody"),
        ("done", "viewer", "browser"),
    ]


def test_a_body_that_is_no_sign_in_is_recorded_as_one_that_failed(client: FlaskClient, events: Events) -> None:
    for body in (b"", b"[]", b"{", b'{"name": 7}', b'{"name": "x", "password": null}'):
        client.post("/api/session", data=body, content_type="application/json")

    assert {event.action for event in events()} == {"session.sign-in"}
    assert {event.outcome for event in events()} <= {"failed", "refused"}


def test_what_a_role_may_not_do_is_recorded_as_refused(
    viewer: FlaskClient, study: dict[str, Any], events: Events
) -> None:
    for _ in range(3):
        assert viewer.delete(f"/api/studies/{study['id']}").status_code == 403

    last = events()[-1]
    assert (last.action, last.outcome, last.status, last.study_id) == ("study.delete", "refused", 403, study["id"])
    assert sum(event.outcome == "refused" for event in events()) == 1


def test_looking_for_what_is_not_there_is_recorded_as_refused(viewer: FlaskClient, events: Events) -> None:
    for number in (4711, 2**40):
        assert viewer.get(f"/api/studies/{number}").status_code == 404

    assert [(event.action, event.outcome, event.target_id) for event in events()] == [
        ("study.view", "refused", 4711),
        ("study.view", "refused", None),
    ]


def test_wrong_secrets_are_recorded_once_and_strangers_at_the_door_not(client: FlaskClient, events: Events) -> None:
    client.get("/api/studies")
    assert told(events()) == []

    for number in range(3):
        client.get(f"/api/studies/{number}", headers={"Authorization": f"Bearer guess-{number}"})
    client.set_cookie(COOKIE, "guess")
    client.get("/api/session")

    assert [event.outcome for event in events()] == ["refused"]
    assert events()[0].via == "nobody"


def test_changes_of_accounts_and_tokens_say_what_was_granted(admin: FlaskClient, events: Events) -> None:
    made = admin.post("/api/accounts", json={"name": "vera", "password": PASSWORD, "role": "viewer"}).json
    admin.patch(f"/api/accounts/{made['id']}", json={"role": "admin"})
    token = admin.post(f"/api/accounts/{made['id']}/tokens", json={"name": "script"}).json
    admin.delete(f"/api/tokens/{token['id']}")

    done = [event for event in events() if event.outcome == "done"]
    assert [event.action for event in done] == ["account.create", "account.change", "token.issue", "token.withdraw"]
    assert [event.target_id for event in done] == [made["id"], made["id"], token["id"], token["id"]]
    details = [json.loads(event.detail) for event in done]
    assert details[0] == {"fields": ["name", "password", "role"], "role": "viewer"}
    assert details[1] == {"fields": ["role"], "role": "admin"}
    assert details[2] == {"account_id": made["id"], "fields": ["name"]}
    everything = " ".join(event.detail for event in events())
    assert PASSWORD not in everything
    assert token["token"] not in everything


def test_no_patient_is_named_in_the_log(
    radiologist: FlaskClient, files: dict[str, Path], study: dict[str, Any], events: Events
) -> None:
    radiologist.get("/api/patients?q=Minji")
    radiologist.get("/api/studies?q=Minji")
    radiologist.get(f"/api/studies/{study['id']}/images/Minji.nii.gz")
    radiologist.patch(f"/api/patients/{study['patient']['id']}", json={"Kim Minji": "x"})
    radiologist.patch(f"/api/studies/{study['id']}", json={"description": "Minji, second visit"})
    post_study(radiologist, files, patient_name="Minji Other")

    for event in events():
        for column in AuditEvent.__table__.columns:
            assert "Minji" not in str(getattr(event, column.name))
            assert "A-1" not in str(getattr(event, column.name))


def test_the_log_of_a_working_day_is_whole(
    admin: FlaskClient, study: dict[str, Any], services: Services, events: Events
) -> None:
    admin.get(f"/api/studies/{study['id']}")
    admin.patch(f"/api/studies/{study['id']}", json={"description": "second"})

    verdict = verify(services.database)
    assert verdict.problems == ()
    assert (verdict.events, verdict.unsettled) == (len(events()), 0)


def test_without_the_log_nothing_changes_and_nothing_is_shown(
    radiologist: FlaskClient, admin: FlaskClient, study: dict[str, Any], services: Services, files: dict[str, Path]
) -> None:
    with services.database.write() as session:
        session.execute(text("DELETE FROM audit_events"))
        session.execute(text("DELETE FROM audit_head"))
    before, kept = rows(services), stored_files(services)
    break_log(services)

    replies = [
        post_study(radiologist, files),
        radiologist.delete(f"/api/studies/{study['id']}"),
        radiologist.get(f"/api/studies/{study['id']}"),
        radiologist.get(f"/api/studies/{study['id']}/images/flair/axial/3.png"),
        radiologist.get(f"/api/studies/{study['id']}/images/flair.nii.gz", buffered=True),
        radiologist.get("/api/patients"),
        admin.get("/api/audit"),
    ]

    for reply in replies:
        assert reply.status_code == 503
        assert reply.mimetype == "application/problem+json"
        assert "audit log" in reply.json["detail"]
        assert reply.headers["Cache-Control"] == "no-store"
    assert rows(services) == before
    assert stored_files(services) == kept


def test_nobody_signs_in_without_the_log(client: FlaskClient, viewer: FlaskClient, services: Services) -> None:
    break_log(services)

    reply = client.post("/api/session", json={"name": "viewer", "password": PASSWORD})

    assert reply.status_code == 503
    assert "Set-Cookie" not in reply.headers


def test_a_change_whose_end_cannot_be_written_is_known_to_have_begun(
    radiologist: FlaskClient,
    services: Services,
    events: Events,
    app: Flask,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def cut(*_: Any) -> None:
        with services.database.write() as session:
            session.execute(text("UPDATE audit_head SET event_id = 0"))

    app.before_request(cut)

    reply = radiologist.post("/api/patients", json={"mrn": "A-1", "name": NAME})

    assert reply.status_code == 201
    assert told(events()) == [("patient.create", "begun")]
    assert "the end of event 1 of the audit log cannot be written" in caplog.text
