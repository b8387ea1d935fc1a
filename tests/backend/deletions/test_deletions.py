"""What was deleted is listed for as long as it can be brought back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import update

from backend.services import Services
from db.models import Study
from tests.support.studies import post_study


def listed(browser: FlaskClient, **query: Any) -> list[dict[str, Any]]:
    """List the deletions."""
    reply = browser.get("/api/deletions", query_string=query)
    assert reply.status_code == 200, reply.json
    items: list[dict[str, Any]] = reply.json["items"]
    return items


def test_nothing_is_listed_where_nothing_was_deleted(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    assert listed(radiologist) == []


def test_a_deleted_study_is_listed_until_it_is_back(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    radiologist.delete(f"/api/studies/{study['id']}")

    (found,) = listed(radiologist)
    assert (found["kind"], found["id"], found["patient"]) == ("study", study["id"], study["patient"])
    assert found["study"] == {"study_date": "2026-01-02", "description": "", "group": None}
    deleted, gone = (datetime.fromisoformat(found[name]) for name in ("deleted_at", "gone_at"))
    assert gone - deleted == timedelta(days=7)

    assert radiologist.post(f"/api/studies/{study['id']}/restore").status_code == 200
    assert listed(radiologist) == []


def test_a_deleted_patient_is_listed_once_with_the_studies_that_come_back(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    second, third = (post_study(radiologist, files).json["study"] for _ in range(2))
    radiologist.delete(f"/api/studies/{second['id']}")
    radiologist.delete(f"/api/patients/{study['patient']['id']}")

    (found,) = listed(radiologist)
    assert (found["kind"], found["id"], found["study"]) == ("patient", study["patient"]["id"], None)
    assert (found["patient"]["mrn"], found["patient"]["name"], found["study_count"]) == ("A-1", "Kim Minji", 2)

    assert radiologist.post(f"/api/patients/{found['id']}/restore").status_code == 200
    shown = radiologist.get(f"/api/patients/{found['id']}").json
    assert [each["id"] for each in shown["studies"]] == [third["id"], study["id"]]
    assert [(each["kind"], each["id"]) for each in listed(radiologist)] == [("study", second["id"])]


def test_the_newest_deletion_comes_first_page_by_page(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    studies = [post_study(radiologist, files).json["study"]["id"] for _ in range(3)]
    other = radiologist.post("/api/patients", json={"mrn": "B-2", "name": "Lee Jiho"}).json["id"]
    for address in (f"studies/{studies[0]}", f"patients/{other}", f"studies/{studies[2]}"):
        radiologist.delete(f"/api/{address}")

    assert [(each["kind"], each["id"]) for each in listed(radiologist, per_page=2)] == [
        ("study", studies[2]),
        ("patient", other),
    ]
    second = radiologist.get("/api/deletions", query_string={"per_page": 2, "page": 2}).json
    assert ([each["id"] for each in second["items"]], second["total"]) == ([studies[0]], 3)


def test_what_was_deleted_too_long_ago_is_not_listed(
    services: Services, radiologist: FlaskClient, study: dict[str, Any]
) -> None:
    radiologist.delete(f"/api/studies/{study['id']}")
    (found,) = listed(radiologist)
    long_ago = datetime.fromisoformat(found["deleted_at"]) - timedelta(days=7)
    with services.database.write() as session:
        session.execute(update(Study).values(deleted_at=long_ago))

    assert listed(radiologist) == []
