import json
import re
from pathlib import Path

import pytest

from model.errors import UnknownTask
from model.tasks import get_served_task, get_task, load_cards, load_offered, load_tasks, own_weights


def test_every_card_beside_the_code_can_be_read() -> None:
    assert "brain-tumour" in [task.id for task in load_tasks()]


def test_ids_are_unique() -> None:
    ids = [task.id for task in load_tasks()]

    assert len(set(ids)) == len(ids)


def test_an_unknown_task_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownTask, match=r"'lung'.*brain-tumour"):
        get_task("lung")


def test_the_brain_tumour_has_four_channels_with_flair_first() -> None:
    assert get_task("brain-tumour").channel_ids == ("flair", "t1", "t1ce", "t2")


def test_the_brain_tumour_stores_brats_labels_and_reads_3_as_4() -> None:
    labels = {label.id: (label.value, label.also_read) for label in get_task("brain-tumour").labels}

    assert labels == {"NCR": (1, ()), "ED": (2, ()), "ET": (4, (3,))}


def test_regions_hold_each_other() -> None:
    regions = {region.id: set(region.labels) for region in get_task("brain-tumour").regions}

    assert regions == {"WT": {1, 2, 4}, "TC": {1, 4}, "ET": {4}}


def test_a_region_needs_the_channels_without_which_the_model_card_has_it_clearly_worse() -> None:
    card = (Path(__file__).parents[3] / "docs" / "model-card.md").read_text(encoding="utf-8")
    section = card[card.index("### Cross-validation: missing channels") :]
    rows = re.findall(r"^\|((?: +[●○] +\|){4})((?: +[\d.]+ \([^|]+\|){3})$", section, re.MULTILINE)
    task = get_task("brain-tumour")
    dice = {
        tuple(cell == "●" for cell in re.findall("[●○]", given)): [
            float(mean) for mean in re.findall(r"([\d.]+) \(", means)
        ]
        for given, means in rows
    }
    assert len(dice) == 15
    for index, region in enumerate(task.regions):
        for place, channel in enumerate(task.channel_ids):
            lost = dice[(True,) * 4][index] - dice[tuple(each != place for each in range(4))][index]
            assert (channel in region.needs) == (lost >= 0.05), (region.id, channel, lost)


@pytest.mark.parametrize(("region", "strongest"), [("WT", 1), ("TC", 2), ("ET", 0)])
def test_whole_tumour_is_green_core_blue_and_enhancing_red(region: str, strongest: int) -> None:
    colour = next(item.colour for item in get_task("brain-tumour").regions if item.id == region)
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]

    assert channels[strongest] == max(channels)


def test_the_public_card_is_json_and_keeps_the_network_to_itself() -> None:
    public = get_task("brain-tumour").to_public()

    assert json.loads(json.dumps(public)) == public
    assert set(public) == {"id", "name", "description", "channels", "labels", "regions", "measured"} | {
        "pictures",
        "subject",
        "served",
        "train_command",
    }
    assert set(public["channels"][0]) == {"id", "name", "patterns"}
    assert set(public["labels"][0]) == {"value", "id", "name"}
    assert set(public["regions"][0]) == {"id", "name", "labels", "colour", "colour_blind_colour", "needs", "seen_on"}


def test_oedema_is_seen_on_flair_and_what_enhances_after_contrast() -> None:
    seen_on = {region.id: region.seen_on for region in get_task("brain-tumour").regions}

    assert seen_on == {"WT": "flair", "TC": "t1ce", "ET": "t1ce"}


def test_the_enhancing_tumour_is_what_is_measured_in_two_diameters() -> None:
    assert get_task("brain-tumour").measured == "ET"


def test_a_task_whose_weights_cannot_ship_is_not_offered_but_can_be_trained() -> None:
    assert "cardiac" in [task.id for task in load_cards()]
    assert "cardiac" not in [task.id for task in load_tasks()]
    assert get_task("cardiac").id == "cardiac"
    with pytest.raises(UnknownTask, match=r"Train them: neuroslice train --task cardiac"):
        get_served_task("cardiac")


def test_a_task_is_offered_once_its_weights_lie_in_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "cells.json").touch()

    offered = [task.id for task in load_offered(folder=tmp_path) if task.served]

    assert offered == ["brain-tumour", "cells"]
    assert get_served_task("cells", folder=tmp_path).to_public()["train_command"] is None
    with pytest.raises(UnknownTask, match="no weights"):
        get_served_task("cardiac", folder=tmp_path)


def test_a_folder_of_ones_own_leaves_other_tasks_with_the_weights_that_ship(tmp_path: Path) -> None:
    (tmp_path / "cells.json").touch()

    assert own_weights(get_task("cells"), folder=tmp_path) == tmp_path
    assert own_weights(get_task("brain-tumour"), folder=tmp_path) is None


def test_a_folder_without_any_weights_is_not_passed_over(tmp_path: Path) -> None:
    assert own_weights(get_task("brain-tumour"), folder=tmp_path) == tmp_path
