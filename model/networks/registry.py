"""Find a network by its module's name."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from model.networks.card import NetworkEntry, read_entry

if TYPE_CHECKING:
    import keras

__all__ = ["NETWORKS", "NetworkEntry", "build_network"]

NETWORKS: Mapping[str, NetworkEntry] = {
    path.stem: read_entry(path) for path in sorted(Path(__file__).parent.glob("*.yaml"))
}
"""Every network that has a card beside this file, by name."""


def build_network(
    name: str, *, shape: tuple[int | None, ...], head: Literal["sigmoid", "softmax"] = "sigmoid", **arguments: Any
) -> keras.Model:
    """Build a network.

    Args:
        name: One of `NETWORKS`.
        shape: Voxels of the input along its axes, None where they vary. Three axes for a network of images make a
            network of volumes that runs it on every slice along the last.
        head: What the network's outputs mean: a sigmoid for each region, or a softmax over background and regions,
            which is given as the logits of the regions.
        arguments: Passed to the network's builder.

    Raises:
        ValueError: If no network has this name, or what it is given does not fit.
    """
    if name not in NETWORKS:
        raise ValueError(f"`name` must be one of {sorted(NETWORKS)}. Received: name={name}")
    builder = getattr(importlib.import_module(f"model.networks.{name}"), name)
    dimensions = NETWORKS[name].dimensions
    network: keras.Model = builder(shape[:dimensions], **arguments)
    if len(shape) != dimensions:
        from model.networks.layers.slice_wise import slice_wise

        network = slice_wise(network, slices=shape[-1])
    if head == "softmax":
        from model.networks.layers.softmax_regions import as_regions

        network = as_regions(network)
    return network
