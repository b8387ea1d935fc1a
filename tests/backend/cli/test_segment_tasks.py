"""`neuroslice segment` for tasks whose weights do not ship: trained first, as a reader would."""

from __future__ import annotations

import json
from pathlib import Path

import nibabel
import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from backend.cli.train import command as train
from model.training.preset import load_preset
from tests.backend.cli.conftest import Run
from tests.support.sliced_volumes import write_volume

Image = pytest.importorskip("PIL.Image")


def _recipe(path: Path, *, task: str, patch: list[int], network: dict[str, object]) -> Path:
    """Write a recipe that learns fast what is bright."""
    values = load_preset(task).to_dict()
    values |= {"patch_shape": patch, "batch_size": 1, "learning_rate": 0.01, "warmup_steps": 0, "ema_momentum": 0.0}
    values |= {"augment": [{"name": "affine_patch", "tumour_share": 0.0, "probability": 0.0}], "network": network}
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


def _train(folder: Path, *, task: str, recipe: Path, budget: int) -> Path:
    arguments = ["--task", task, "--data", str(folder / "data"), "--out", str(folder / "run"), "--budget", str(budget)]
    (folder / "splits.json").write_text(json.dumps({"train": [_NAMES[task]], "val": []}), encoding="utf-8")
    arguments += ["--preset", str(recipe), "--splits", str(folder / "splits.json")]
    result = CliRunner().invoke(train, arguments)
    assert result.exit_code == 0, result.output
    return folder / "run" / "weights"


_NAMES = {"em-membranes": "isbi2012-01", "volume-sparse": "ball"}


def _picture(seed: int, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Give a picture, brighter in its upper left part, and a mask of that part."""
    rows, columns = np.indices(shape)
    inside = (rows < shape[0] // 2) & (columns < shape[1] // 4)
    noise = np.random.default_rng(seed).normal(0.0, 4.0, shape)
    return np.clip(60 + 120 * inside + noise, 0, 255).astype(np.uint8), inside


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train on one picture."""
    folder = tmp_path_factory.mktemp("em")
    picture, inside = _picture(1, (32, 48))
    for part, pixels in (("image", picture), ("label", 255 * inside.astype(np.uint8))):
        (folder / "data" / part).mkdir(parents=True)
        Image.fromarray(pixels).save(folder / "data" / part / "1.png")
    arguments = {"channels": 2, "classes": 1, "filters": [4, 8], "padding": "same", "dropout": 0.0}
    network: dict[str, object] = {"name": "unet", "arguments": arguments}
    recipe = _recipe(folder / "recipe.yaml", task="em-membranes", patch=[32, 48, 1], network=network)
    return _train(folder, task="em-membranes", recipe=recipe, budget=60)


@pytest.mark.parametrize("ending", [".png", ".tif"])
def test_a_picture_comes_in_and_a_picture_of_labels_goes_out(
    tmp_path: Path, run: Run, weights: Path, ending: str
) -> None:
    picture, inside = _picture(2, (37, 58))
    # As microscopes write them.
    deep = picture.astype(np.uint16) * 200 if ending == ".tif" else picture
    source, target = tmp_path / f"cells{ending}", tmp_path / f"mask{ending}"
    Image.fromarray(deep).save(source)
    options = ("--task", "em-membranes", "--em", str(source), "--weights", str(weights), "-o", str(target))
    result = run("segment", *options)
    assert result.returncode == 0, result.stderr
    with Image.open(target) as mask:
        labels = np.asarray(mask)
    assert labels.dtype == np.uint8
    assert labels.shape == (37, 58)
    assert (labels == inside).mean() > 0.95
    assert result.stdout.startswith("Within membranes (INSIDE): 1")
    assert "% of the picture" in result.stdout


def test_what_is_no_picture_is_named(tmp_path: Path, run: Run, weights: Path) -> None:
    Image.fromarray(np.zeros((8, 8), np.uint8)).save(tmp_path / "small.png")
    Image.fromarray(np.zeros((32, 32), np.uint8)).save(tmp_path / "black.png")
    for name, words in (("small.png", "at least 16 on each side"), ("black.png", "every pixel")):
        options = ("--em", str(tmp_path / name), "--weights", str(weights), "-o", str(tmp_path / "mask.png"))
        result = run("segment", "--task", "em-membranes", *options)
        assert result.returncode != 0
        assert words in result.stderr
        assert not (tmp_path / "mask.png").exists()


def test_a_picture_makes_no_volume_and_a_volume_no_picture(tmp_path: Path, run: Run, files: dict[str, Path]) -> None:
    options = ("--task", "em-membranes", "--em", str(files["t2"]), "-o", str(tmp_path / "mask.nii.gz"))
    assert "must be named .tiff or .tif or .png" in run("segment", *options).stderr


def test_without_weights_it_says_how_to_train_them(tmp_path: Path, run: Run, files: dict[str, Path]) -> None:
    result = run("segment", "--task", "cardiac", "--cine", str(files["t2"]), "-o", str(tmp_path / "mask.nii.gz"))
    assert result.returncode != 0
    assert "neuroslice train --task cardiac" in result.stderr


def test_a_channel_of_another_task_is_refused(tmp_path: Path, run: Run, files: dict[str, Path]) -> None:
    result = run("segment", "--task", "cardiac", "--flair", str(files["t2"]), "-o", str(tmp_path / "mask.nii.gz"))
    assert result.returncode != 0
    assert "Task cardiac takes --cine. Received: --flair" in result.stderr


def test_the_rest_of_a_volume_is_filled_in_from_its_annotated_slices(tmp_path: Path, run: Run) -> None:
    ball = write_volume(tmp_path / "data", name="ball", seed=0, slices="axial: [8]\ncoronal: [8]\n")
    arguments = {"width": 4, "padding": "same", "normalised": False}
    recipe = _recipe(
        tmp_path / "recipe.yaml",
        task="volume-sparse",
        patch=[16, 16, 16],
        network={"name": "unet3d", "arguments": arguments},
    )
    weights = _train(tmp_path, task="volume-sparse", recipe=recipe, budget=60)
    image, mask = tmp_path / "data" / "ball_image.nii.gz", tmp_path / "mask.nii.gz"
    options = ("--task", "volume-sparse", "--image", str(image), "--weights", str(weights), "-o", str(mask))
    result = run("segment", *options)
    assert result.returncode == 0, result.stderr
    found = np.asarray(nibabel.Nifti1Image.from_filename(mask).dataobj)
    assert (found & ball).sum() / (found | ball).sum() > 0.8
