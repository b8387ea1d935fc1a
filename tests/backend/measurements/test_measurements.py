"""Measurements are kept with their study."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.measurements import schemas, service
from backend.services import Services
from db.models import Measurement, Study
from model.volumes import read_volume
from tests.support.studies import SHAPE, post_study, purge

DISTANCE: dict[str, Any] = {"kind": "distance", "axis": "axial", "index": 9, "points": [[3, 4, 9], [6, 8, 9]]}
PROBE: dict[str, Any] = {"kind": "probe", "axis": "coronal", "index": 24, "points": [[20, 24, 18]], "channel": "t1ce"}
BOX: dict[str, Any] = {
    "kind": "freehand",
    "axis": "sagittal",
    "index": 17,
    "points": [[17, 9.5, 7.5], [17, 30.5, 7.5], [17, 30.5, 20.5], [17, 9.5, 20.5]],
    "channel": "flair",
}


def measure(client: FlaskClient, study: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    reply = client.post(f"/api/studies/{study['id']}/measurements", json=body)
    assert reply.status_code == 201, reply.json
    made: dict[str, Any] = reply.get_json()
    return made


def measured(client: FlaskClient, study: dict[str, Any]) -> list[dict[str, Any]]:
    reply = client.get(f"/api/studies/{study['id']}/measurements")
    assert reply.status_code == 200
    assert reply.json["total"] == len(reply.json["items"])
    items: list[dict[str, Any]] = reply.json["items"]
    return items


def said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def test_a_measurement_says_what_it_is_who_made_it_and_when(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    made = measure(radiologist, study, DISTANCE | {"label": "  edge of the cavity "})

    assert made.items() >= (DISTANCE | {"study_id": study["id"], "label": "edge of the cavity"}).items()
    assert (made["author"], made["changed_by"], made["version"], made["channel"]) == ("radiologist", None, 1, None)
    assert made["created_at"] == made["changed_at"]
    assert made["created_at"].endswith("Z")
    spacing = study["spacing"]
    assert said(made["values"]) == {"length_mm": pytest.approx(float(np.hypot(3 * spacing[0], 4 * spacing[1])))}
    assert measured(radiologist, study) == [made]


def test_lengths_are_by_the_true_spacing(radiologist: FlaskClient, services: Services, study: dict[str, Any]) -> None:
    with services.database.write() as session:
        session.get_one(Study, study["id"]).spacing = [2.0, 0.5, 7.0]

    assert said(measure(radiologist, study, DISTANCE)["values"]) == {"length_mm": pytest.approx(40**0.5)}


def test_a_probe_reads_the_voxel_of_its_channel(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    made = measure(radiologist, study, PROBE)

    assert said(made["values"]) == {"value": pytest.approx(read_volume(files["t1ce"]).data[20, 24, 18], abs=0.1)}


def test_a_region_reads_the_voxels_of_its_channel(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    made = measure(radiologist, study, BOX)

    inside = read_volume(files["flair"]).data[17, 10:31, 8:21]
    assert said(made["values"]) == {
        "area_cm2": pytest.approx(21 * study["spacing"][1] * 13 * study["spacing"][2] / 100),
        "mean": pytest.approx(inside.mean(), rel=1e-3),
        "sd": pytest.approx(inside.std(), rel=1e-3),
        "min": pytest.approx(inside.min(), abs=0.1),
        "max": pytest.approx(inside.max(), abs=0.1),
        "voxels": inside.size,
    }


def test_another_channel_gives_other_values_in_the_same_place(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    made = measure(radiologist, study, BOX)

    changed = radiologist.patch(f"/api/measurements/{made['id']}", json={"version": 1, "channel": "t2"}).json

    assert changed["channel"] == "t2"
    assert changed["values"]["area_cm2"] == made["values"]["area_cm2"]
    assert changed["values"]["mean"] == measure(radiologist, study, BOX | {"channel": "t2"})["values"]["mean"]
    assert changed["values"]["mean"] != made["values"]["mean"]


def test_moving_a_point_measures_again(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    made = measure(radiologist, study, DISTANCE)
    moved = [[3, 4, 9], [3, 14, 9]]

    changed = radiologist.patch(f"/api/measurements/{made['id']}", json={"version": 1, "points": moved}).json

    assert (changed["points"], changed["version"], changed["changed_by"]) == (moved, 2, "radiologist")
    assert said(changed["values"]) == {"length_mm": pytest.approx(10 * study["spacing"][1])}
    assert datetime.fromisoformat(changed["changed_at"]) > datetime.fromisoformat(made["changed_at"])
    assert measured(radiologist, study) == [changed]


def test_a_new_label_changes_nothing_else(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    made = measure(radiologist, study, BOX)

    changed = radiologist.patch(f"/api/measurements/{made['id']}", json={"version": 1, "label": "병변"}).json

    kept = ("points", "values", "channel", "author", "created_at")
    assert [changed[name] for name in kept] == [made[name] for name in kept]
    assert changed["label"] == "병변"


def test_a_colleague_who_changes_is_named_beside_the_author(
    radiologist: FlaskClient, admin: FlaskClient, study: dict[str, Any]
) -> None:
    made = measure(radiologist, study, DISTANCE)

    admin.patch(f"/api/measurements/{made['id']}", json={"version": 1, "label": "second look"})

    (shown,) = measured(radiologist, study)
    assert (shown["author"], shown["changed_by"]) == ("radiologist", "admin")


def test_a_change_that_is_based_on_an_older_version_is_a_conflict_and_changes_nothing(
    radiologist: FlaskClient, admin: FlaskClient, study: dict[str, Any]
) -> None:
    made = measure(radiologist, study, DISTANCE)
    newest = admin.patch(f"/api/measurements/{made['id']}", json={"version": 1, "label": "mine"}).json

    reply = radiologist.patch(f"/api/measurements/{made['id']}", json={"version": 1, "label": "no, mine"})
    deletion = radiologist.delete(f"/api/measurements/{made['id']}?version=1")

    assert (reply.status_code, deletion.status_code) == (409, 409)
    assert "Somebody else" in reply.json["detail"]
    assert measured(radiologist, study) == [newest]


def test_what_is_deleted_is_gone(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    made = measure(radiologist, study, DISTANCE)

    assert radiologist.delete(f"/api/measurements/{made['id']}?version=1").status_code == 204

    assert measured(radiologist, study) == []
    assert radiologist.delete(f"/api/measurements/{made['id']}").status_code == 404
    change = {"version": 2, "label": "too late"}
    assert radiologist.patch(f"/api/measurements/{made['id']}", json=change).status_code == 404


def test_what_was_deleted_can_be_brought_back_as_it_was(
    radiologist: FlaskClient, admin: FlaskClient, study: dict[str, Any]
) -> None:
    made = measure(radiologist, study, BOX | {"label": "cyst"})
    admin.delete(f"/api/measurements/{made['id']}?version=1")

    back = admin.patch(f"/api/measurements/{made['id']}", json={"version": 2, "deleted": False}).json

    changed = {"version": 3, "changed_by": "admin", "changed_at": back["changed_at"]}
    assert back == made | changed
    assert measured(radiologist, study) == [back]


def test_what_somebody_else_has_brought_back_already_is_a_conflict(
    radiologist: FlaskClient, study: dict[str, Any]
) -> None:
    made = measure(radiologist, study, DISTANCE)
    address = f"/api/measurements/{made['id']}"
    radiologist.delete(address)
    radiologist.patch(address, json={"version": 2, "deleted": False})

    assert radiologist.patch(address, json={"version": 2, "deleted": False}).status_code == 409


def test_measurements_go_with_their_study(radiologist: FlaskClient, services: Services, study: dict[str, Any]) -> None:
    made = measure(radiologist, study, DISTANCE)

    radiologist.delete(f"/api/studies/{study['id']}")

    assert radiologist.get(f"/api/studies/{study['id']}/measurements").status_code == 404
    assert radiologist.delete(f"/api/measurements/{made['id']}").status_code == 404
    purge(services)
    with services.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Measurement)) == 0


def test_measurements_come_back_with_their_study(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    made = measure(radiologist, study, DISTANCE)
    radiologist.delete(f"/api/studies/{study['id']}")

    radiologist.post(f"/api/studies/{study['id']}/restore")

    assert [item["id"] for item in measured(radiologist, study)] == [made["id"]]


def test_a_study_shows_its_own_measurements_alone_and_in_order(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    other = post_study(radiologist, files).json["study"]
    first, _, third = (measure(radiologist, where, DISTANCE) for where in (study, other, study))

    assert [item["id"] for item in measured(radiologist, study)] == [first["id"], third["id"]]


def test_a_study_can_have_only_so_many(
    radiologist: FlaskClient, study: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_PER_STUDY", 2)
    first = measure(radiologist, study, DISTANCE)
    measure(radiologist, study, DISTANCE)
    address = f"/api/studies/{study['id']}/measurements"

    assert radiologist.post(address, json=DISTANCE).status_code == 409

    radiologist.delete(f"/api/measurements/{first['id']}")
    measure(radiologist, study, DISTANCE)
    back = radiologist.patch(f"/api/measurements/{first['id']}", json={"version": 2, "deleted": False})
    assert back.status_code == 409


def test_all_of_them_fit_on_one_page() -> None:
    assert schemas.MeasurementQuery().per_page >= schemas.MAX_PER_STUDY


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "circle"}, "kind"),
        ({"axis": "z"}, "axis"),
        ({"index": 10}, "points.0"),
        ({"index": SHAPE[2]}, "index"),
        ({"index": 9.0}, "index"),
        ({"index": True}, "index"),
        ({"points": []}, "points"),
        ({"points": [[3, 4, 9]]}, "points"),
        ({"points": [[3, 4, 9], [3, 4]]}, "points.1.2"),
        ({"points": [[3, 4, 9], [3, "4", 9]]}, "points.1.1"),
        ({"points": [[3, 4, 9], [3, True, 9]]}, "points.1.1"),
        ({"points": [[3, 4, 9], [3, float("nan"), 9]]}, "points.1.1"),
        ({"points": [[3, 4, 9], [3, float("inf"), 9]]}, "points.1.1"),
        ({"points": [[3, 4, 9], [300, 4, 9]]}, "points.1"),
        ({"points": [[3, 4, 9]] * 1001}, "points"),
        ({"channel": "t9"}, "channel"),
        ({"kind": "probe", "points": [[3, 4, 9]]}, "channel"),
        ({"label": "x" * 201}, "label"),
        ({"label": "two\nlines"}, "label"),
        ({"author": "somebody else"}, "author"),
        ({"values": {"length_mm": 3}}, "values"),
    ],
)
def test_what_is_wrong_is_said_by_field(
    radiologist: FlaskClient, study: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    reply = radiologist.post(f"/api/studies/{study['id']}/measurements", json=DISTANCE | change)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]
    assert measured(radiologist, study) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label": "which version?"}, "version"),
        ({"version": "1"}, "version"),
        ({"version": 1, "points": [[3, 4, 10], [6, 8, 10]]}, "points.0"),
        ({"version": 1, "kind": "angle"}, "kind"),
        ({"version": 1, "deleted": True}, "deleted"),
    ],
)
def test_what_is_wrong_with_a_change_is_said_by_field(
    radiologist: FlaskClient, study: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    made = measure(radiologist, study, DISTANCE)

    reply = radiologist.patch(f"/api/measurements/{made['id']}", json=change)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]
    assert measured(radiologist, study) == [made]


def test_a_viewer_may_look_but_not_measure(
    radiologist: FlaskClient, viewer: FlaskClient, study: dict[str, Any]
) -> None:
    made = measure(radiologist, study, DISTANCE)
    address = f"/api/measurements/{made['id']}"

    assert measured(viewer, study) == [made]
    replies = [
        viewer.post(f"/api/studies/{study['id']}/measurements", json=DISTANCE),
        viewer.patch(address, json={"version": 1, "label": "x"}),
        viewer.delete(address),
    ]
    assert [reply.status_code for reply in replies] == [403, 403, 403]
    assert measured(viewer, study) == [made]


def test_nobody_looks_or_measures_without_an_account(client: FlaskClient) -> None:
    replies = [
        client.get("/api/studies/1/measurements"),
        client.post("/api/studies/1/measurements", json=DISTANCE),
        client.patch("/api/measurements/1", json={"version": 1}),
        client.delete("/api/measurements/1"),
    ]

    assert [reply.status_code for reply in replies] == [401, 401, 401, 401]


def test_a_browser_must_show_its_csrf_token(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    del radiologist.environ_base["HTTP_X_CSRF_TOKEN"]

    reply = radiologist.post(f"/api/studies/{study['id']}/measurements", json=DISTANCE)

    assert reply.status_code == 403


def test_what_is_not_there_is_404(radiologist: FlaskClient) -> None:
    replies = [
        radiologist.get("/api/studies/999999/measurements"),
        radiologist.post("/api/studies/999999/measurements", json=DISTANCE),
        radiologist.patch("/api/measurements/999999", json={"version": 1}),
        radiologist.delete("/api/measurements/999999"),
    ]

    assert [reply.status_code for reply in replies] == [404, 404, 404, 404]
