"""A network and a task are added by a file and a card each, without a change to what is there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nibabel
import numpy as np
import pytest

ROOT = Path(__file__).parents[2]

NETWORK = """
import keras


def tiny_net(shape=(None, None, None), *, channels, classes):
    inputs = keras.Input((*shape, channels))
    outputs = keras.layers.Conv3D(classes, 3, padding="same", dtype="float32")(inputs)
    return keras.Model(inputs, outputs, name="tiny_net")
"""
NETWORK_CARD = "{shape: [8, 8, 8], arguments: {channels: 2, classes: 1}, source: this test}"

READER = """
from model.data.case import Case
from model.data.label_scheme import LabelScheme
from model.data.reader import Reader


def find(folder):
    return tuple(
        Case(
            name=path.name.removesuffix("_image.nii.gz"),
            channels={"image": path},
            labels=path.with_name(path.name.replace("_image", "_ball")),
            scheme=LabelScheme(name="balls", meanings={1: "BALL"}),
        )
        for path in sorted(folder.rglob("*_image.nii.gz"))
    )


READER = Reader(name="Balls", files="an image", find=find)
"""
TASK_CARD = """
id: balls
name: Balls
description: Bright balls in noise.
served: false
channels: [{id: image, name: Image, patterns: [image]}]
labels: [{value: 1, id: BALL, name: Ball}]
regions: [{id: BALL, name: Ball, labels: [1], colour: "#2ecc40", colour_blind_colour: "#56b4e9"}]
network: {name: tiny_net, arguments: {channels: 2, classes: 1}}
weights: balls
spacing: [1.0, 1.0, 1.0]
readers: [balls]
metrics: [dice]
"""
RECIPE = """
patch_shape: [8, 8, 8]
batch_size: 2
cube_patches: 0
learning_rate: 0.05
warmup_steps: 0
ema_momentum: 0.5
validate_every: 1.0
precision: float32
seed: 1
augment: [{name: affine_patch, tumour_share: 1.0, probability: 0.0}]
"""


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """Give a copy of the package with more files: a network, a reader, and a card for each; and a recipe."""
    model = tmp_path / "code" / "model"
    shutil.copytree(ROOT / "model", model, ignore=shutil.ignore_patterns("__pycache__", "*.npz"))
    for name, text in {
        "networks/tiny_net.py": NETWORK,
        "networks/tiny_net.yaml": NETWORK_CARD,
        "data/balls.py": READER,
        "tasks/balls.yaml": TASK_CARD,
        "training/presets/balls.yaml": RECIPE,
    }.items():
        assert not (model / name).exists()
        (model / name).write_text(text, encoding="utf-8")
    return model.parent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write a ball to learn from and one to measure on."""
    for seed, part in enumerate(("train", "val")):
        rng = np.random.default_rng(seed)
        ball = (np.indices((10, 10, 10)) - 5) ** 2
        mask = (ball.sum(axis=0) < 9 + seed).astype(np.uint8)
        image = (10 + 5 * mask + rng.normal(0, 0.1, mask.shape)).astype(np.float32)
        folder = tmp_path / "data" / part
        folder.mkdir(parents=True)
        nibabel.save(nibabel.Nifti1Image(image, np.eye(4)), folder / f"case{seed}_image.nii.gz")
        nibabel.save(nibabel.Nifti1Image(mask, np.eye(4)), folder / f"case{seed}_ball.nii.gz")
    return tmp_path / "data"


def _neuroslice(code: Path, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "backend.cli", *map(str, arguments)],
        cwd=code,
        env={**os.environ, "PYTHONPATH": f"{code}{os.pathsep}{ROOT}", "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_task_with_a_network_of_its_own_is_trained_and_measured(extended: Path, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    _neuroslice(extended, "train", "--task", "balls", "--data", data, "--out", out, "--budget", 60)
    card = json.loads((out / "weights" / "balls.json").read_text(encoding="utf-8"))
    assert (card["task"], card["network"]["name"]) == ("balls", "tiny_net")
    tables = tmp_path / "tables"
    arguments = (
        "--data",
        data / "val",
        "--out",
        tables,
        "--weights",
        out / "weights",
        "--no-pictures",
        "--runtime",
        "tensorflow",
    )
    _neuroslice(extended, "evaluate", "--task", "balls", *arguments)
    measured = json.loads((tables / "evaluation.json").read_text(encoding="utf-8"))
    assert measured["models"][0]["cases"][0]["regions"]["BALL"]["dice"] > 0.8


def test_a_new_network_is_known_and_fits_a_task_that_was_there(extended: Path) -> None:
    listed = subprocess.run(
        [
            sys.executable,
            "-c",
            "from model.networks.registry import NETWORKS; from model.networks.fit import fit_network\n"
            "from model.tasks.registry import get_task\n"
            "print('tiny_net' in NETWORKS, fit_network('tiny_net', task=get_task('brain-tumour')).arguments)",
        ],
        cwd=extended,
        env={**os.environ, "PYTHONPATH": str(extended)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.strip() == "True {'channels': 5, 'classes': 3}"
