from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from model.augment.pipeline import build_pipeline
from model.tasks.card import TaskCard
from model.tasks.prediction_card import PredictionCard
from model.tasks.registry import get_task, load_cards
from model.training.build import check_fit
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


def test_a_file_that_is_like_a_preset_holds_only_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("like: brain-tumour\nbatch_size: 7\n")
    assert load_preset(str(path)) == dataclasses.replace(load_preset("brain-tumour"), batch_size=7)


def test_names_an_unknown_key_of_a_file_that_is_like_a_preset(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("like: brain-tumour\nluck: 7\n")
    with pytest.raises(ValueError, match=r"mine\.yaml.*unknown: \['luck'\]"):
        load_preset(str(path))


def test_half_the_recipe_is_the_recipe_with_a_narrower_network_and_smaller_patches(brain_tumour: TaskCard) -> None:
    half, whole = load_preset("brain-tumour-half"), load_preset("brain-tumour")
    assert half.augment == whole.augment
    assert half.patch_shape < whole.patch_shape
    filters = [preset.adapt(brain_tumour).network.arguments["filters"] for preset in (half, whole)]
    assert [2 * count for count in filters[0]] == list(filters[1])


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


def test_the_recipe_of_2024_is_that_of_its_report() -> None:
    preset = load_preset("report2024")
    assert preset.network is not None
    arguments = preset.network["arguments"]
    assert (arguments["filters"], arguments["dropout"]) == ([32, 64, 128, 256, 512], 0.5)
    assert (preset.patch_shape, preset.batch_size, preset.loss) == ((128, 128, 128), 1, "class_loss")
    assert preset.optimizer == {"name": "adam", "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
    assert (preset.learning_rate, preset.decay, preset.warmup_steps, preset.ema_momentum) == (1e-3, "constant", 0, 0.0)
    # 240 x 240 x 155 mm in 128 voxels along each axis.
    assert preset.spacing == tuple(size / 128 for size in (240, 240, 155))
    (turned,) = preset.augment
    assert turned["degrees"] == [[0, 0], [0, 0], [0, 90]]
    assert (turned["scale"], turned["probability"]) == ([1.0, 1.1], 1.0)


def test_a_recipe_with_a_network_of_its_own_survives_the_way_through_a_file(tmp_path: Path) -> None:
    preset = load_preset("report2024")
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(preset.to_dict()))
    assert load_preset(str(path)) == preset


def test_the_recipe_of_2015_builds_the_published_network_for_any_task_of_images() -> None:
    preset = load_preset("unet2015")
    for task, channels in (("cells", 2), ("em-membranes", 2), ("stroke", 2)):
        adapted = preset.adapt(get_task(task))
        assert adapted.network.name == "unet"
        assert adapted.network.arguments == {
            "channels": channels,
            "classes": 2,
            "head": "softmax",
            "padding": "valid",
            "dropout": 0.5,
        }
        assert adapted.prediction == PredictionCard(tile=(572, 572, 1), margin=(92, 92, 0), rotations=7)
        check_fit(adapted, preset=preset)


def test_the_recipe_of_2016_builds_the_published_network_for_a_task_of_volumes() -> None:
    preset = load_preset("unet3d2016")
    adapted = preset.adapt(get_task("cardiac"))
    assert adapted.network.arguments["classes"] == 4
    assert adapted.prediction == PredictionCard(tile=(132, 132, 116), margin=(44, 44, 44))
    check_fit(adapted, preset=preset)


def _steps(name: str) -> dict[str, dict[str, Any]]:
    """Give the arguments of a recipe's transforms by their names."""
    return {
        step["name"]: {key: value for key, value in step.items() if key != "name"} for step in load_preset(name).augment
    }


def test_the_recipe_of_2015_has_the_numbers_of_its_paper() -> None:
    preset = load_preset("unet2015")
    assert preset.patch_shape == (572, 572, 1)
    assert preset.batch_size == 1
    assert preset.optimizer == {"name": "sgd", "momentum": 0.99}
    assert preset.loss == "softmax_loss"
    assert preset.weighting == {"name": "cells", "w0": 10.0, "sigma": 5.0}
    assert _steps("unet2015")["grid_elastic"] == {"probability": 1.0, "points": 3, "deviation": 10.0}
    assert _steps("unet2015")["affine_patch"]["outside"] == "mirror"


def test_the_recipe_of_2016_has_the_numbers_of_its_paper() -> None:
    preset = load_preset("unet3d2016")
    assert preset.patch_shape == (132, 132, 116)
    assert preset.batch_size == 1
    assert preset.optimizer["name"] == "sgd"
    assert preset.loss == "softmax_loss"
    assert preset.weighting == {"name": "classes"}
    assert preset.adapt(get_task("cardiac")).network.arguments["batch_statistics"] is True
    bent = {"probability": 1.0, "spacing": 32.0, "deviation": 4.0, "least_deviation": 4.0, "outside": "mirror"}
    assert _steps("unet3d2016")["elastic"] == bent
    # Besides bending: rotation, scaling and variation of grey values.
    turned = _steps("unet3d2016")["affine_patch"]
    assert turned["scale"][0] < 1.0 < turned["scale"][1]
    assert turned["degrees"][2] == [-180, 180]
    assert {"contrast", "brightness"} <= _steps("unet3d2016").keys()


def test_a_margin_that_is_not_the_networks_is_refused() -> None:
    preset = dataclasses.replace(load_preset("unet2015"), margin=(90, 90, 0))
    with pytest.raises(ValueError, match=r"388 x 388 x 1 voxels.*leaves 392 x 392 x 1"):
        check_fit(preset.adapt(get_task("cells")), preset=preset)


def test_a_recipe_with_a_softmax_gives_the_tasks_own_network_one() -> None:
    adapted = load_preset("cells").adapt(get_task("cells"))
    assert adapted.network.has_softmax
    assert adapted.network.arguments["classes"] == 2
    assert adapted.network.arguments["filters"] == get_task("cells").network.arguments["filters"]


def test_weights_without_a_loss_that_looks_at_them_are_refused() -> None:
    values = {**load_preset("cardiac").to_dict(), "weighting": {"name": "classes"}}
    with pytest.raises(ValueError, match=r"needs a loss.*softmax_loss.*region_loss"):
        parse_preset(values, source="mine.yaml")
