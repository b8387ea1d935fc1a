"""A task small enough to train in a test, and made-up cases to train it on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.augment.sample import Sample
from model.data.case import Case
from model.data.readers import find_cases
from model.tasks.card import NetworkCard, TaskCard
from model.tasks.registry import get_task
from tests.support.cases import write_case


@pytest.fixture(scope="session")
def brain_tumour() -> TaskCard:
    """Give the task that ships."""
    return get_task("brain-tumour")


@pytest.fixture(scope="session")
def tiny_task(brain_tumour: TaskCard) -> TaskCard:
    """Give the same task with a network of two resolutions."""
    network = NetworkCard(name="multimodal_unet3d", arguments={"channels": 5, "regions": 3, "filters": [4, 8]})
    return dataclasses.replace(brain_tumour, network=network)


@pytest.fixture(scope="session")
def phantom_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write three made-up cases under BraTS names, two to train on and one to validate."""
    folder = tmp_path_factory.mktemp("cases")
    for seed, part in enumerate(("train", "train", "val")):
        name = f"case_{seed}"
        write_case(folder / part / name, name=name, seed=seed, shape=(36, 40, 32))
    return folder


@pytest.fixture(scope="session")
def phantom_cases(phantom_folder: Path) -> tuple[Case, ...]:
    """Give the made-up cases."""
    return find_cases(phantom_folder)


@pytest.fixture
def sample() -> Sample:
    """Give a sample with a box of brain, a box of tumour in it, and two modalities."""
    rng = np.random.default_rng(0)
    brain = np.zeros((12, 14, 10), np.float32)
    brain[2:10, 2:12, 2:8] = 1.0
    image = rng.normal(size=(12, 14, 10, 3)).astype(np.float32) * brain[..., None]
    image[..., 2] = brain
    regions = np.zeros((12, 14, 10, 1), np.float32)
    regions[3:6, 4:7, 3:5] = 1.0
    return Sample(image=image, regions=regions)
