"""Find a network by its module's name."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True, kw_only=True)
class NetworkEntry:
    """What is known of a network before it is built.

    Args:
        name: Module in `model.networks`, and the function in it that builds the network.
        shape: The input that its paper, or its use here, is described with: x, y, z.
        arguments: What the builder is given for that description.
        source: Where it comes from.
    """

    name: str
    shape: tuple[int, ...]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    source: str


NETWORKS: Mapping[str, NetworkEntry] = {
    entry.name: entry
    for entry in (
        NetworkEntry(
            name="multimodal_unet3d",
            shape=(80, 96, 80),
            arguments={"channels": 5, "regions": 3},
            source="NeuroSlice, after Çiçek et al. 2016 and Isensee et al. 2020",
        ),
        NetworkEntry(
            name="report2024_unet3d",
            shape=(128, 128, 128),
            arguments={"channels": 4, "regions": 3},
            source="the report of 2024 that NeuroSlice grew from",
        ),
        NetworkEntry(
            name="unet",
            shape=(572, 572),
            arguments={"channels": 1, "classes": 2},
            source="Ronneberger et al. 2015, arXiv 1505.04597",
        ),
        NetworkEntry(
            name="unet3d",
            shape=(132, 132, 116),
            arguments={"channels": 3, "classes": 3},
            source="Çiçek et al. 2016, arXiv 1606.06650",
        ),
        NetworkEntry(
            name="segnet",
            shape=(224, 192),
            arguments={"channels": 3, "classes": 11},
            source="Badrinarayanan et al. 2017, arXiv 1511.00561",
        ),
    )
}


def build_network(name: str, *, shape: tuple[int | None, ...], **arguments: Any) -> keras.Model:
    """Build a network.

    Args:
        name: One of `NETWORKS`.
        shape: Voxels of the input along its axes, None where they vary.
        arguments: Passed to the network's builder.

    Raises:
        ValueError: If no network has this name.
    """
    if name not in NETWORKS:
        raise ValueError(f"`name` must be one of {sorted(NETWORKS)}. Received: name={name}")
    builder = getattr(importlib.import_module(f"model.networks.{name}"), name)
    network: keras.Model = builder(shape, **arguments)
    return network
