"""The record of a patient."""

from __future__ import annotations

import threading
import unicodedata
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from backend.errors import Conflict
from backend.groups import EVERYTHING
from backend.patients import service
from backend.patients.schemas import NewPatient
from backend.services import Services
from db.models import Image, Patient, Study
from tests.support.patience import PATIENCE_SECONDS
from tests.support.studies import purge, rows

KIM: dict[str, Any] = {"mrn": "A-1", "name": "Kim Minji", "birth_date": "1980-02-29", "sex": "female"}


def make_study(patient_id: int) -> Study:
    return Study(
        patient_id=patient_id,
        task="brain-tumour",
        study_date=date(2026, 1, 2),
        shape=[1, 2, 3],
        spacing=[1.0, 1.0, 1.0],
        affine=[[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]],
    )


def make_image(sha256: str) -> Image:
    numbers = {"slope": 1.0, "intercept": 0.0, "window_low": 0.0, "window_high": 1.0, "value_low": 0, "value_high": 1}
    return Image(channel="flair", sha256=sha256, size_bytes=1, **numbers)


def add_study(services: Services, patient_id: int) -> None:
    with services.database.write() as session:
        session.add(make_study(patient_id))


def test_a_new_patient_has_what_was_said(radiologist: FlaskClient) -> None:
    made = radiologist.post("/api/patients", json=KIM)

    assert made.status_code == 201
    assert made.get_json().items() >= (KIM | {"study_count": 0}).items()
    shown = radiologist.get(f"/api/patients/{made.json['id']}").json
    assert shown == made.get_json() | {"studies": []}


def test_birth_date_and_sex_may_be_unknown(radiologist: FlaskClient) -> None:
    made = radiologist.post("/api/patients", json={"mrn": "A-1", "name": "Kim"}).json

    assert (made["birth_date"], made["sex"]) == (None, None)


def test_times_are_in_utc_and_say_so(radiologist: FlaskClient) -> None:
    assert radiologist.post("/api/patients", json=KIM).json["created_at"].endswith("Z")


def test_record_numbers_are_trimmed_and_composed(radiologist: FlaskClient) -> None:
    made = radiologist.post("/api/patients", json=KIM | {"mrn": unicodedata.normalize("NFD", "  Ä-1\t")})

    assert made.json["mrn"] == "Ä-1"
    again = radiologist.post("/api/patients", json=KIM | {"mrn": "Ä-1"})
    assert again.status_code == 409


def test_record_numbers_tell_case_apart(radiologist: FlaskClient) -> None:
    assert radiologist.post("/api/patients", json=KIM).status_code == 201
    assert radiologist.post("/api/patients", json=KIM | {"mrn": "a-1"}).status_code == 201


def test_a_record_number_that_is_taken_is_409_and_names_both(radiologist: FlaskClient) -> None:
    radiologist.post("/api/patients", json=KIM)

    reply = radiologist.post("/api/patients", json={"mrn": "A-1", "name": "Lee Jun"})

    assert reply.status_code == 409
    assert reply.json["detail"] == ("Record number A-1 belongs to Kim Minji (born 1980-02-29, female), not to Lee Jun.")
    assert [error["field"] for error in reply.json["errors"]] == ["mrn"]
    assert radiologist.get("/api/patients").json["total"] == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mrn": ""}, "mrn"),
        ({"mrn": " \u00a0 "}, "mrn"),
        ({"mrn": "x" * 65}, "mrn"),
        ({"mrn": 12}, "mrn"),
        ({"mrn": None}, "mrn"),
        ({"mrn": "A\n1"}, "mrn"),
        ({"mrn": "A\x001"}, "mrn"),
        ({"name": "\ud800"}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"birth_date": "29.02.1980"}, "birth_date"),
        ({"birth_date": "1981-02-29"}, "birth_date"),
        ({"birth_date": "2999-01-01"}, "birth_date"),
        ({"birth_date": "0001-01-01"}, "birth_date"),
        ({"birth_date": 0}, "birth_date"),
        ({"birth_date": "1980-02-29T00:00:00"}, "birth_date"),
        ({"sex": "f"}, "sex"),
        ({"nickname": "M"}, "nickname"),
    ],
)
def test_what_is_wrong_is_said_by_field(radiologist: FlaskClient, change: dict[str, Any], field: str) -> None:
    reply = radiologist.post("/api/patients", json=KIM | change)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]
    assert radiologist.get("/api/patients").json["total"] == 0


@pytest.mark.parametrize("data", ["", "{", "[]", "3", "null", '"x"'])
def test_what_is_no_json_object_is_422(radiologist: FlaskClient, data: str) -> None:
    reply = radiologist.post("/api/patients", data=data, content_type="application/json")

    assert reply.status_code == 422
    assert reply.mimetype == "application/problem+json"


def test_a_change_touches_only_what_it_names(radiologist: FlaskClient) -> None:
    made = radiologist.post("/api/patients", json=KIM).get_json()

    changed = radiologist.patch(f"/api/patients/{made['id']}", json={"name": " Kim  Min-ji "}).json

    assert changed == made | {"name": "Kim Min-ji"}


def test_null_empties_birth_date_and_sex_but_not_the_name(radiologist: FlaskClient) -> None:
    made = radiologist.post("/api/patients", json=KIM).get_json()
    empty = {"name": None, "mrn": None, "birth_date": None, "sex": None}

    changed = radiologist.patch(f"/api/patients/{made['id']}", json=empty).json

    assert changed == made | {"birth_date": None, "sex": None}


def test_a_renamed_patient_is_found_by_the_new_name_alone(radiologist: FlaskClient) -> None:
    made = radiologist.post("/api/patients", json=KIM).json

    radiologist.patch(f"/api/patients/{made['id']}", json={"name": "Lee"})

    assert radiologist.get("/api/patients?q=lee").json["total"] == 1
    assert radiologist.get("/api/patients?q=kim").json["total"] == 0


def test_a_change_to_a_number_that_is_taken_is_409(radiologist: FlaskClient) -> None:
    radiologist.post("/api/patients", json=KIM)
    other = radiologist.post("/api/patients", json={"mrn": "A-2", "name": "Lee"}).json

    reply = radiologist.patch(f"/api/patients/{other['id']}", json={"mrn": "A-1"})

    assert reply.status_code == 409
    assert "Kim Minji" in reply.json["detail"]
    assert "Lee" in reply.json["detail"]
    assert radiologist.get(f"/api/patients/{other['id']}").json["mrn"] == "A-2"


def test_a_deleted_patient_is_gone_with_the_studies(radiologist: FlaskClient, services: Services) -> None:
    made = radiologist.post("/api/patients", json=KIM).json
    add_study(services, made["id"])

    assert radiologist.delete(f"/api/patients/{made['id']}").status_code == 204

    assert radiologist.get(f"/api/patients/{made['id']}").status_code == 404
    assert radiologist.get("/api/patients").json["total"] == 0
    purge(services)
    assert rows(services) == {}


def test_a_study_that_comes_in_while_its_patient_is_deleted_is_deleted_too(
    radiologist: FlaskClient, services: Services
) -> None:
    made = radiologist.post("/api/patients", json=KIM).json
    deleting = threading.Thread(target=services.patients.delete, args=(made["id"],), kwargs={"sight": EVERYTHING})
    waits = threading.Event()

    def about_to_execute(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        locks = statement.startswith("BEGIN IMMEDIATE") or "FOR UPDATE" in statement
        if threading.current_thread() is deleting and locks:
            waits.set()

    event.listen(services.database.engine, "before_cursor_execute", about_to_execute)
    with services.database.write() as session:
        session.get_one(Patient, made["id"], with_for_update=True)
        deleting.start()
        assert waits.wait(PATIENCE_SECONDS)  # the other one has come as far as it can
        study = make_study(made["id"])
        study.images = [make_image("f" * 64)]
        session.add(study)
    deleting.join()

    assert radiologist.get(f"/api/patients/{made['id']}").status_code == 404
    assert radiologist.get(f"/api/studies/{study.id}").status_code == 404
    assert purge(services) == 2
    assert rows(services) == {}


def test_a_number_that_is_taken_at_the_same_moment_is_a_conflict(
    radiologist: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    radiologist.post("/api/patients", json=KIM)
    other = radiologist.post("/api/patients", json={"mrn": "A-2", "name": "Lee"}).json
    look_up, seen = service._holder, iter([False])
    # The first look is too early to see the other one.
    monkeypatch.setattr(service, "_holder", lambda *args, **kw: look_up(*args, **kw) if next(seen, True) else None)

    with pytest.raises(Conflict, match="A-1 belongs to Kim Minji"):
        services.patients.change(other["id"], {"mrn": "A-1"}, sight=EVERYTHING)
    assert radiologist.get(f"/api/patients/{other['id']}").json["mrn"] == "A-2"


def test_an_upload_joins_a_patient_who_was_made_at_the_same_moment(
    radiologist: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = radiologist.post("/api/patients", json=KIM).json
    look_up, seen = service._holder, iter([False])
    # The first look is too early to see the other one.
    monkeypatch.setattr(service, "_holder", lambda *args, **kw: look_up(*args, **kw) if next(seen, True) else None)

    with services.database.write() as session:
        found = services.patients.find_or_create(session, NewPatient.model_validate(KIM), sight=EVERYTHING)

        assert found.id == made["id"]


def test_an_upload_for_another_patient_of_a_number_that_was_taken_at_the_same_moment_is_a_conflict(
    radiologist: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    radiologist.post("/api/patients", json=KIM)
    look_up, seen = service._holder, iter([False])
    monkeypatch.setattr(service, "_holder", lambda *args, **kw: look_up(*args, **kw) if next(seen, True) else None)
    other = NewPatient.model_validate({**KIM, "name": "Lee"})

    with pytest.raises(Conflict, match=r"A-1 belongs to Kim Minji.*not to Lee"), services.database.write() as session:
        services.patients.find_or_create(session, other, sight=EVERYTHING)


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_an_unknown_patient_is_404(radiologist: FlaskClient, method: str) -> None:
    options: dict[str, Any] = {"json": {}} if method == "patch" else {}

    assert getattr(radiologist, method)("/api/patients/999999", **options).status_code == 404


def test_a_number_too_large_for_any_database_is_404(radiologist: FlaskClient) -> None:
    assert radiologist.get(f"/api/patients/{10**30}").status_code == 404


def test_a_patient_counts_the_studies(radiologist: FlaskClient, services: Services) -> None:
    made = radiologist.post("/api/patients", json=KIM).json
    add_study(services, made["id"])
    add_study(services, made["id"])

    assert radiologist.get("/api/patients").json["items"][0]["study_count"] == 2
    assert radiologist.get(f"/api/patients/{made['id']}").json["study_count"] == 2


def test_patients_with_the_newest_studies_come_first(radiologist: FlaskClient, services: Services) -> None:
    numbers = [
        radiologist.post("/api/patients", json={"mrn": f"A-{count}", "name": "Kim"}).json["id"] for count in range(4)
    ]
    add_study(services, numbers[2])
    add_study(services, numbers[0])

    items = radiologist.get("/api/patients").json["items"]

    assert [item["id"] for item in items] == [numbers[0], numbers[2], numbers[3], numbers[1]]


def test_pages_follow_each_other_without_gap_or_overlap(radiologist: FlaskClient) -> None:
    for count in range(5):
        radiologist.post("/api/patients", json={"mrn": f"A-{count}", "name": "Kim"})

    pages = [radiologist.get(f"/api/patients?per_page=2&page={page}").json for page in (1, 2, 3, 4)]

    assert [len(page["items"]) for page in pages] == [2, 2, 1, 0]
    assert {page["total"] for page in pages} == {5}
    assert len({item["id"] for page in pages for item in page["items"]}) == 5


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "per_page=0", "per_page=101", "page=9999999"])
def test_a_page_that_cannot_be_is_422(viewer: FlaskClient, query: str) -> None:
    assert viewer.get(f"/api/patients?{query}").status_code == 422


def test_a_viewer_may_look(viewer: FlaskClient, services: Services) -> None:
    with services.database.write() as session:
        session.add(Patient(mrn="A-1", name="Kim", search_text="a-1 kim"))

    assert viewer.get("/api/patients").json["total"] == 1
