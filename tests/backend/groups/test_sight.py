"""Who sees which studies and patients in lists and counts, and how that changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.services import Services
from db.models import AuditEvent
from tests.backend.conftest import SignIn
from tests.backend.groups.conftest import Member
from tests.support.studies import post_study, purge

FIELDS = {"patient_mrn": "B-2", "patient_name": "Lee Jiho"}


def study_ids(browser: FlaskClient, **query: Any) -> list[int]:
    """List the studies that somebody sees, and check that as many are counted."""
    reply = browser.get("/api/studies", query_string=query).json
    assert reply["total"] == len(reply["items"])
    return [study["id"] for study in reply["items"]]


def patient_counts(browser: FlaskClient, **query: Any) -> dict[str, int]:
    """List the patients that somebody sees, with their numbers of studies, and check that as many are counted."""
    reply = browser.get("/api/patients", query_string=query).json
    assert reply["total"] == len(reply["items"])
    return {patient["mrn"]: patient["study_count"] for patient in reply["items"]}


def test_a_study_of_a_group_is_listed_for_its_group_and_for_administrators_alone(
    limited: dict[str, Any], surgeon: FlaskClient, stranger: FlaskClient, viewer: FlaskClient, admin: FlaskClient
) -> None:
    study = limited["study"]

    assert study["group"]["name"] == "Neurosurgery"
    for browser in (surgeon, admin):
        assert study_ids(browser) == study_ids(browser, patient_id=study["patient"]["id"]) == [study["id"]]
        assert patient_counts(browser) == patient_counts(browser, q="kim") == {"A-1": 1}
    for browser in (stranger, viewer):
        assert study_ids(browser) == study_ids(browser, patient_id=study["patient"]["id"]) == []
        assert study_ids(browser, q="kim") == study_ids(browser, status="queued") == []
        assert patient_counts(browser) == patient_counts(browser, q="kim") == {}


def test_a_study_without_a_group_is_everybodys(
    radiologist: FlaskClient, stranger: FlaskClient, viewer: FlaskClient, files: dict[str, Path]
) -> None:
    study = post_study(radiologist, files).json["study"]

    assert study["group"] is None
    for browser in (stranger, viewer):
        assert study_ids(browser) == [study["id"]]
        assert browser.get(f"/api/studies/{study['id']}").status_code == 200


def test_a_patient_of_two_groups_is_seen_by_both_each_with_their_own_studies(
    limited: dict[str, Any], surgeon: FlaskClient, stranger: FlaskClient, admin: FlaskClient, files: dict[str, Path]
) -> None:
    theirs = post_study(stranger, files).json["study"]

    assert theirs["patient"]["id"] == limited["study"]["patient"]["id"]
    seen = {browser: browser.get(f"/api/patients/{theirs['patient']['id']}").json for browser in (surgeon, stranger)}
    assert [study["id"] for study in seen[surgeon]["studies"]] == [limited["study"]["id"]]
    assert [study["id"] for study in seen[stranger]["studies"]] == [theirs["id"]]
    assert [seen[browser]["study_count"] for browser in seen] == [1, 1]
    assert patient_counts(surgeon) == patient_counts(stranger) == {"A-1": 1}
    assert patient_counts(admin) == {"A-1": 2}


def test_whoever_leaves_a_group_does_not_see_its_studies_from_that_moment(
    limited: dict[str, Any], surgeon: FlaskClient, admin: FlaskClient, groups: dict[str, int]
) -> None:
    address = f"/api/studies/{limited['study']['id']}/images/flair/axial/18.png"
    assert surgeon.get(address).status_code == 200
    members = admin.get(f"/api/groups/{groups['Neurosurgery']}/accounts").json["items"]

    admin.delete(f"/api/groups/{groups['Neurosurgery']}/accounts/{members[0]['id']}")

    assert surgeon.get(address).status_code == 404
    assert study_ids(surgeon) == []


def test_an_upload_sent_again_by_who_has_left_the_group_does_not_show_what_became_of_it(
    member: Member, admin: FlaskClient, surgeon: FlaskClient, groups: dict[str, int], files: dict[str, Path]
) -> None:
    guest = member("guest", "Neurosurgery")
    key = {"Idempotency-Key": "sent once"}
    study = post_study(guest, files, headers=key).json["study"]
    members = admin.get(f"/api/groups/{groups['Neurosurgery']}/accounts").json["items"]
    (left,) = (account["id"] for account in members if account["name"] == "guest")
    admin.delete(f"/api/groups/{groups['Neurosurgery']}/accounts/{left}")
    surgeon.patch(f"/api/studies/{study['id']}", json={"description": "written afterwards"})

    again = post_study(guest, files, headers=key)

    assert again.status_code == 409
    assert "written afterwards" not in again.text
    assert study_ids(surgeon) == study_ids(admin) == [study["id"]]


def test_a_token_of_an_administrator_that_may_less_sees_what_the_account_sees_by_its_groups(
    limited: dict[str, Any], admin: FlaskClient, stranger: FlaskClient, services: Services
) -> None:
    account = services.accounts.by_name("admin")
    _, secret = services.tokens.issue(account.id, name="archive", role="viewer", days=1)
    stranger.delete_cookie("neuroslice_session")

    reply = stranger.get("/api/studies", headers={"Authorization": f"Bearer {secret}"})

    assert (reply.status_code, reply.json["total"]) == (200, 0)


def test_a_study_is_given_to_another_group_and_to_everyone_by_who_may(
    member: Member, limited: dict[str, Any], surgeon: FlaskClient, stranger: FlaskClient, groups: dict[str, int]
) -> None:
    both = member("both", "Neurosurgery", "Oncology")
    address = f"/api/studies/{limited['study']['id']}"

    refused = surgeon.patch(address, json={"group_id": groups["Oncology"]})
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "group_id")
    assert surgeon.patch(address, json={"description": "seen"}).json["group"]["name"] == "Neurosurgery"
    assert both.patch(address, json={"group_id": groups["Oncology"]}).json["group"]["name"] == "Oncology"
    assert (surgeon.get(address).status_code, stranger.get(address).status_code) == (404, 200)
    assert stranger.patch(address, json={"group_id": None}).json["group"] is None
    assert surgeon.get(address).status_code == 200


def test_an_upload_is_for_the_group_of_who_sends_it_unless_it_says_otherwise(
    member: Member, surgeon: FlaskClient, admin: FlaskClient, files: dict[str, Path], groups: dict[str, int]
) -> None:
    both = member("both", "Neurosurgery", "Oncology")
    oncology = str(groups["Oncology"])

    for browser, given, name in (
        (surgeon, None, "Neurosurgery"),
        (surgeon, "0", None),
        (both, oncology, "Oncology"),
        (admin, None, None),
        (admin, oncology, "Oncology"),
    ):
        group = post_study(browser, files, group_id=given).json["study"]["group"]
        assert (group and group["name"]) == name


def test_the_log_says_for_whom_an_upload_is(
    surgeon: FlaskClient, files: dict[str, Path], groups: dict[str, int], services: Services
) -> None:
    post_study(surgeon, files)
    post_study(surgeon, files, group_id="0")

    uploads = select(AuditEvent.detail).where(AuditEvent.action == "study.upload", AuditEvent.outcome == "done")
    with services.database.read() as session:
        details = [json.loads(each) for each in session.scalars(uploads.order_by(AuditEvent.id))]
    assert [each["group_id"] for each in details] == [groups["Neurosurgery"], 0]


def test_an_upload_for_a_group_that_one_is_not_in_is_refused_and_leaves_nothing(
    member: Member, surgeon: FlaskClient, admin: FlaskClient, files: dict[str, Path], groups: dict[str, int]
) -> None:
    both = member("both", "Neurosurgery", "Oncology")

    for browser, given in ((surgeon, str(groups["Oncology"])), (surgeon, "999"), (both, None)):
        refused = post_study(browser, files, group_id=given)
        assert (refused.status_code, [error["field"] for error in refused.json["errors"]]) == (422, ["group_id"])
    assert patient_counts(admin) == {}


def test_who_does_not_see_a_patient_learns_of_the_record_number_alone(
    limited: dict[str, Any], stranger: FlaskClient, files: dict[str, Path]
) -> None:
    replies = [
        stranger.post("/api/patients", json={"mrn": "A-1", "name": "Lee Jiho"}),
        post_study(stranger, files, patient_name="Lee Jiho"),
    ]
    own = stranger.post("/api/patients", json={"mrn": "B-2", "name": "Lee Jiho"}).json
    replies.append(stranger.patch(f"/api/patients/{own['id']}", json={"mrn": "A-1"}))

    for reply in replies:
        assert reply.status_code == 409
        assert "A-1" in reply.json["detail"]
        assert "Kim" not in reply.get_data(as_text=True)
    number = str(limited["study"]["patient"]["id"])
    refused = post_study(stranger, files, patient_mrn=None, patient_name=None, patient_id=number)
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "patient_id")


def test_a_patient_with_studies_that_are_not_seen_is_not_deleted(
    limited: dict[str, Any], stranger: FlaskClient, admin: FlaskClient, files: dict[str, Path]
) -> None:
    post_study(stranger, files)
    address = f"/api/patients/{limited['study']['patient']['id']}"

    assert stranger.delete(address).status_code == 409
    assert patient_counts(admin) == {"A-1": 2}
    assert admin.delete(address).status_code == 204
    assert patient_counts(admin) == {}


def test_what_is_deleted_is_brought_back_by_its_group_and_by_nobody_else(
    limited: dict[str, Any], surgeon: FlaskClient, stranger: FlaskClient
) -> None:
    study = limited["study"]
    for address in (f"/api/studies/{study['id']}", f"/api/patients/{study['patient']['id']}"):
        assert surgeon.delete(address).status_code == 204
        assert stranger.post(f"{address}/restore").status_code == 404
        assert patient_counts(stranger) == {}
        assert surgeon.post(f"{address}/restore").status_code == 200
        assert surgeon.get(address).status_code == 200


def test_a_patient_whose_last_study_is_gone_for_good_stays_with_its_group(
    services: Services, limited: dict[str, Any], surgeon: FlaskClient, stranger: FlaskClient
) -> None:
    surgeon.delete(f"/api/studies/{limited['study']['id']}")
    assert purge(services) == 1

    assert patient_counts(surgeon) == {"A-1": 0}
    assert patient_counts(stranger) == {}
    assert stranger.get(f"/api/patients/{limited['study']['patient']['id']}").status_code == 404


@pytest.mark.parametrize("role", ["viewer", "radiologist"])
def test_a_patient_without_studies_is_everybodys(sign_in: SignIn, surgeon: FlaskClient, role: Any) -> None:
    made = surgeon.post("/api/patients", json={"mrn": "B-2", "name": "Lee Jiho"}).json

    assert sign_in(role).get(f"/api/patients/{made['id']}").status_code == 200


def test_what_a_group_has_deleted_is_listed_for_that_group_alone(
    limited: dict[str, Any], surgeon: FlaskClient, stranger: FlaskClient, admin: FlaskClient
) -> None:
    study = limited["study"]
    for address in (f"/api/studies/{study['id']}", f"/api/patients/{study['patient']['id']}"):
        surgeon.delete(address)
        found = [browser.get("/api/deletions").json for browser in (surgeon, admin, stranger)]
        assert [reply["total"] for reply in found] == [1, 1, 0]
        assert [len(reply["items"]) for reply in found] == [1, 1, 0]
        assert found[0]["items"][0]["study_count"] == 1
        surgeon.post(f"{address}/restore")
