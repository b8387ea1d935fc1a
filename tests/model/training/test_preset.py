from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from model.augment.pipeline import build_pipeline
from model.tasks.card import TaskCard
from model.tasks.registry import load_cards
from model.training.preset import PRESETS, load_preset, parse_preset


@pytest.mark.parametrize("path", sorted(PRESETS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_preset_can_be_read_and_its_pipeline_built(path: Path) -> None:
    preset = load_preset(path.stem)
    assert build_pipeline(preset.augment, patch_shape=preset.patch_shape).transforms


def test_every_task_has_a_preset() -> None:
    for task in load_cards():
        assert load_preset(task.id).batch_size > 0


def test_reads_a_file_and_gives_it_back(tmp_path: Path) -> None:
    preset = load_preset("brain-tumour")
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(preset.to_dict()))
    assert load_preset(str(path)) == preset


def test_names_missing_and_unknown_keys() -> None:
    values = load_preset("brain-tumour").to_dict()
    del values["seed"]
    with pytest.raises(ValueError, match=r"Missing: \['seed'\]; unknown: \['luck'\]"):
        parse_preset({**values, "luck": 7}, source="mine.yaml")


def test_refuses_an_unknown_name() -> None:
    with pytest.raises(ValueError, match=r"no preset 'no-such'.*brain-tumour"):
        load_preset("no-such")


def test_leaves_a_task_alone_unless_the_recipe_is_for_another_network(brain_tumour: TaskCard) -> None:
    assert load_preset("brain-tumour").adapt(brain_tumour) == brain_tumour


def test_the_recipe_of_2024_brings_its_network_spacing_and_scaling(brain_tumour: TaskCard) -> None:
    adapted = load_preset("report2024").adapt(brain_tumour)
    assert adapted.network.name == "report2024_unet3d"
    assert adapted.spacing == (1.875, 1.875, 1.2109375)
    assert adapted.scaling == "slice-maximum"
    assert adapted.channels == brain_tumour.channels


def test_a_recipe_with_a_network_of_its_own_survives_the_way_through_a_file(tmp_path: Path) -> None:
    preset = load_preset("report2024")
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(preset.to_dict()))
    assert load_preset(str(path)) == preset
