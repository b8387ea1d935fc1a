"""Names that are meant to do harm, and names that only look as if, go through the API as they came or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from backend.services import Services
from tests.support.studies import post_study, rows

KEPT = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE patients; --",
    "{{7*7}} ${7*7} %s %n",
    "../../etc/passwd",
    "javascript:alert(1)",
    '=HYPERLINK("http://example.org")',
    "김민지",
    "محمد\u200f بن علي",
    "👩🏽‍⚕️ Ada",
    "Zalgo Ẑ̴̧̛̖",
    "%00 %0d%0aSet-Cookie: a=b",
    "null",
    "x" * 255,
]
REFUSED = ["x" * 500, "김" * 500, "Kim\x00Minji", "Kim\r\nSet-Cookie: a=b", "Kim \u202eijniM", "\u2067Kim", " \u2003 "]


@pytest.mark.parametrize("name", KEPT)
def test_a_name_is_kept_and_found_as_it_came(radiologist: FlaskClient, name: str) -> None:
    made = radiologist.post("/api/patients", json={"mrn": name[:64].strip(), "name": name})

    assert made.status_code == 201
    assert made.mimetype == "application/json"
    shown = radiologist.get(f"/api/patients/{made.json['id']}")
    assert (shown.json["name"], shown.json["mrn"]) == (name, name[:64].strip())
    found = radiologist.get("/api/patients", query_string={"q": name[:20]}).json["items"]
    assert [patient["name"] for patient in found] == [name]


@pytest.mark.parametrize("name", KEPT)
def test_a_refusal_that_names_names_is_json_and_nothing_else(radiologist: FlaskClient, name: str) -> None:
    radiologist.post("/api/patients", json={"mrn": "A-1", "name": name})

    reply = radiologist.post("/api/patients", json={"mrn": "A-1", "name": "Lee"})

    assert reply.status_code == 409
    assert reply.mimetype == "application/problem+json"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in reply.headers
    json.loads(reply.data)


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_is_no_line_of_text_is_refused(radiologist: FlaskClient, services: Services, name: str) -> None:
    reply = radiologist.post("/api/patients", json={"mrn": "A-1", "name": name})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["name"]
    assert rows(services) == {}


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "김민지", "👩🏽‍⚕️ Ada", "x" * 255])
def test_an_upload_keeps_a_name_as_it_came(radiologist: FlaskClient, files: dict[str, Path], name: str) -> None:
    study = post_study(radiologist, {"t1": files["t1"]}, patient_name=name, description=name).json["study"]

    assert (study["patient"]["name"], study["description"]) == (name, name)
