"""The task cards."""

from __future__ import annotations

from flask.testing import FlaskClient

from model.tasks import load_cards, load_tasks


def test_every_task_card_is_listed(viewer: FlaskClient) -> None:
    reply = viewer.get("/api/tasks").json

    assert reply["total"] == len(load_cards())
    assert {item["id"]: item for item in reply["items"]} == {card.id: card.to_public() for card in load_cards()}


def test_tasks_that_can_be_started_come_first(viewer: FlaskClient) -> None:
    served = [item["id"] for item in viewer.get("/api/tasks").json["items"] if item["served"]]

    assert served == [card.id for card in load_tasks()]
    assert [item["id"] for item in viewer.get(f"/api/tasks?per_page={len(served)}").json["items"]] == served


def test_a_task_without_weights_says_how_to_train_them(viewer: FlaskClient) -> None:
    tasks = {item["id"]: item for item in viewer.get("/api/tasks").json["items"]}

    assert tasks["brain-tumour"]["train_command"] is None
    assert tasks["cardiac"]["served"] is False
    words = tasks["cardiac"]["train_command"].split()
    assert words[:4] == ["neuroslice", "train", "--task", "cardiac"]


def test_the_brain_tumour_task_says_its_channels_and_regions(viewer: FlaskClient) -> None:
    (task,) = [item for item in viewer.get("/api/tasks").json["items"] if item["id"] == "brain-tumour"]

    assert [channel["id"] for channel in task["channels"]] == ["flair", "t1", "t1ce", "t2"]
    assert {region["id"]: set(region["labels"]) for region in task["regions"]} == {
        "WT": {1, 2, 4},
        "TC": {1, 4},
        "ET": {4},
    }
