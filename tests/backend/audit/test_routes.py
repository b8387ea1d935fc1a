"""Administrators search and export the log."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.audit import AuditLog
from backend.audit.entry import Entry
from backend.services import Services
from db.models import AuditEvent
from tests.backend.audit.conftest import Events


@pytest.fixture
def filled(log: AuditLog, events: Events) -> list[AuditEvent]:
    """Fill the log with what three people did."""

    def add(**columns: Any) -> int:
        return log.add(Entry(**{"via": "browser", "address": "192.0.2.7", "outcome": "done"} | columns))

    add(action="study.view", account_id=1, account_name="vera", study_id=7, patient_id=2)
    add(action="study.view", account_id=2, account_name="=rudolf", study_id=8, patient_id=2)
    add(action="session.sign-in", via="nobody", outcome="refused", address="198.51.100.1")
    begun = add(action="study.delete", account_id=1, account_name="vera", outcome="begun", study_id=7)
    add(action="study.delete", account_id=1, account_name="vera", attempt_id=begun, study_id=7, patient_id=2)
    add(action="patient.change", account_id=3, account_name="미영", outcome="begun", patient_id=2)
    return list(events())


def found(admin: FlaskClient, **query: Any) -> list[int]:
    """Give the ids of the events that match, but for those of looking at the log."""
    reply = admin.get("/api/audit", query_string={"per_page": 100, **query})
    assert reply.status_code == 200, reply.json
    return [item["id"] for item in reply.json["items"] if not item["action"].startswith("audit.")]


def test_events_are_listed_newest_first_and_a_change_that_has_ended_once(
    admin: FlaskClient, filled: list[AuditEvent]
) -> None:
    assert found(admin) == [6, 5, 3, 2, 1]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"q": "vera"}, [5, 1]),
        ({"q": "198.51"}, [3]),
        ({"q": "vera delete"}, [5]),
        ({"q": "%"}, []),
        ({"account_id": 1}, [5, 1]),
        ({"action": "study.view"}, [2, 1]),
        ({"outcome": "refused"}, [3]),
        ({"outcome": "begun"}, [6]),
        ({"study_id": 7}, [5, 1]),
        ({"patient_id": 2, "account_id": 3}, [6]),
        ({"since": "2100-01-01T00:00:00Z"}, []),
        ({"until": "2000-01-01T00:00:00+09:00"}, []),
    ],
)
def test_events_are_found(admin: FlaskClient, filled: list[AuditEvent], query: dict[str, Any], ids: list[int]) -> None:
    assert found(admin, **query) == ids


def test_events_are_found_between_two_moments(admin: FlaskClient, filled: list[AuditEvent]) -> None:
    second, third = filled[1].at, filled[2].at

    assert found(admin, since=second.isoformat(), until=third.isoformat()) == [2]
    assert found(admin, since=second.isoformat(), until=(third + timedelta(microseconds=1)).isoformat()) == [3, 2]


def test_the_list_comes_in_pages(admin: FlaskClient, filled: list[AuditEvent]) -> None:
    reply = admin.get("/api/audit?per_page=2&page=2").json

    assert [item["id"] for item in reply["items"]] == [3, 2]
    assert (reply["total"], reply["page"], reply["per_page"]) == (5, 2, 2)


def test_an_event_says_what_was_done_in_the_readers_words(admin: FlaskClient, filled: list[AuditEvent]) -> None:
    english = admin.get("/api/audit?study_id=8").json["items"][0]
    korean = admin.get("/api/audit?study_id=8", headers={"Accept-Language": "ko"}).json["items"][0]

    assert (english["action"], english["action_name"]) == ("study.view", "Opened a study")
    assert korean["action_name"] == "검사 열람"


def test_every_action_is_listed_with_its_name_in_both_languages(admin: FlaskClient) -> None:
    english = admin.get("/api/audit/actions").json["items"]
    korean = admin.get("/api/audit/actions", headers={"Accept-Language": "ko"}).json["items"]

    assert {"id": "study.view", "name": "Opened a study"} in english
    assert [item["id"] for item in english] == [item["id"] for item in korean]
    assert {item["name"] for item in english}.isdisjoint(item["name"] for item in korean)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=yesterday", "since"),
        ("since=2026-01-01T00:00:00", "since"),
        ("until=0001-01-01T00:00:00Z", "until"),
        ("outcome=fine", "outcome"),
        ("study_id=0", "study_id"),
        ("account_id=99999999999", "account_id"),
    ],
)
def test_a_query_that_cannot_be_understood_is_refused(admin: FlaskClient, query: str, field: str) -> None:
    for address in ("/api/audit", "/api/audit/events.csv"):
        reply = admin.get(f"{address}?{query}")
        assert reply.status_code == 422
        assert reply.json["errors"][0]["field"] == field


@pytest.mark.parametrize("address", ["/api/audit", "/api/audit/actions", "/api/audit/events.csv"])
def test_the_log_is_for_administrators(radiologist: FlaskClient, client: FlaskClient, address: str) -> None:
    assert radiologist.get(address).status_code == 403
    assert client.get(address).status_code == 401


def test_the_export_holds_what_matches_and_is_itself_recorded(
    admin: FlaskClient, filled: list[AuditEvent], events: Events
) -> None:
    reply = admin.get("/api/audit/events.csv?patient_id=2", buffered=True)

    assert reply.mimetype == "text/csv"
    assert reply.headers["Content-Disposition"].startswith("attachment; filename=audit-")
    assert reply.headers["Cache-Control"] == "no-store"
    lines = list(csv.DictReader(io.StringIO(reply.data.decode("utf-8-sig"))))
    assert [line["id"] for line in lines] == ["1", "2", "5", "6"]
    assert lines[0] | {"at": "", "hash": ""} == {
        **dict.fromkeys(lines[0], ""),
        "id": "1",
        "account_id": "1",
        "account_name": "vera",
        "via": "browser",
        "address": "192.0.2.7",
        "action": "study.view",
        "outcome": "done",
        "study_id": "7",
        "patient_id": "2",
        "detail": "{}",
    }
    assert lines[3]["account_name"] == "미영"
    assert [event.action for event in events()][-1] == "audit.export"


def test_no_cell_of_the_export_is_a_formula(admin: FlaskClient, log: AuditLog) -> None:
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", '=HYPERLINK("http://x","y")']
    for name in hostile:
        log.add(Entry(action="study.view", outcome="done", via="browser", address="", account_name=name))

    reply = admin.get("/api/audit/events.csv?action=study.view", buffered=True)

    lines = list(csv.DictReader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))
    assert [line["account_name"] for line in lines] == [f"'{name}" for name in hostile]


def test_a_long_log_is_exported_in_parts(
    admin: FlaskClient, log: AuditLog, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.audit.log._BATCH", 4)
    for _ in range(10):
        log.add(entry)

    reply = admin.get("/api/audit/events.csv?action=study.view")

    assert reply.is_streamed
    assert reply.data.count(b"\r\n") == 11


def test_a_new_event_gives_its_place_in_the_list(services: Services, entry: Entry) -> None:
    assert [services.audit.add(entry) for _ in range(3)] == [1, 2, 3]
