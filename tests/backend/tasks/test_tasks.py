"""The task cards."""

from __future__ import annotations

from flask.testing import FlaskClient

from model.tasks import load_tasks


def test_every_task_card_is_listed(viewer: FlaskClient) -> None:
    reply = viewer.get("/api/tasks").json

    assert reply["total"] == len(load_tasks())
    assert reply["items"] == [card.to_public() for card in load_tasks()]


def test_the_brain_tumour_task_says_its_channels_and_regions(viewer: FlaskClient) -> None:
    (task,) = [item for item in viewer.get("/api/tasks").json["items"] if item["id"] == "brain-tumour"]

    assert [channel["id"] for channel in task["channels"]] == ["flair", "t1", "t1ce", "t2"]
    assert {region["id"]: set(region["labels"]) for region in task["regions"]} == {
        "WT": {1, 2, 4},
        "TC": {1, 4},
        "ET": {4},
    }
