from __future__ import annotations

import importlib.util

import pytest

from model.networks.registry import NETWORKS, build_network
from model.tasks.registry import load_cards


def test_every_entry_is_a_module() -> None:
    for name in NETWORKS:
        assert importlib.util.find_spec(f"model.networks.{name}") is not None


def test_every_task_names_a_known_network() -> None:
    assert {task.network.name for task in load_cards()} <= set(NETWORKS)


def test_builds_by_name() -> None:
    network = build_network("multimodal_unet3d", shape=(8, 8, 8), channels=1, regions=2, filters=(2, 2))
    assert network.output_shape == (None, 8, 8, 8, 2)


def test_refuses_an_unknown_name() -> None:
    with pytest.raises(ValueError, match="must be one of"):
        build_network("no_such_network", shape=(8, 8, 8))
