from __future__ import annotations

import pytest

from model.networks.fit import fit_network
from model.networks.registry import NETWORKS, build_network
from model.tasks.registry import get_task

TASK = get_task("brain-tumour")


@pytest.mark.parametrize("name", sorted(set(NETWORKS) - {"unet", "unet3d", "segnet", "dense_unet"}))
def test_a_fitted_network_reads_the_tasks_channels_and_gives_its_regions(name: str) -> None:
    card = fit_network(name, task=TASK)
    network = build_network(card.name, shape=(32, 32, 32), **card.arguments)
    assert network.input_shape == (None, 32, 32, 32, 5)
    assert network.output_shape == (None, 32, 32, 32, 3)


@pytest.mark.parametrize(
    ("name", "small"),
    [
        ("unet", {"filters": (2, 2)}),
        ("unet3d", {"width": 8}),
        ("segnet", {"filters": (2, 2, 2, 2, 2)}),
        ("dense_unet", {"growth": 4, "filters": 8, "blocks": (1, 1, 1, 1), "decoder": (10, 12, 8, 4, 4)}),
    ],
)
def test_the_wide_ones_do_too(name: str, small: dict[str, object]) -> None:
    card = fit_network(name, task=TASK)
    network = build_network(card.name, shape=(32, 32, 16), **{**card.arguments, **small})
    assert network.input_shape == (None, 32, 32, 16, 5)
    assert network.output_shape == (None, 32, 32, 16, 3)
