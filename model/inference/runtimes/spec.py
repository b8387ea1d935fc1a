"""Which network with which weights: all that another process needs to build it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.errors import ModelUnavailable
from model.weights.store import members_of, read_weights

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True, kw_only=True)
class NetworkSpec:
    """Name a network and its weights.

    Args:
        name: Of the network in the registry.
        arguments: What its builder is given; JSON values.
        weights: The file of its weights.
        sha256: Of that file.
        tile: Voxels that it must be given at a time, where it takes no others.
        members: How many networks of this kind the file holds; what they say is averaged.
    """

    name: str
    arguments: Mapping[str, Any]
    weights: Path
    sha256: str
    tile: tuple[int, int, int] | None = None
    members: int = 1

    def to_json(self) -> str:
        """Write as JSON, the same for the same network."""
        values: dict[str, Any] = {
            "name": self.name,
            "arguments": dict(self.arguments),
            "weights": str(self.weights),
            "sha256": self.sha256,
            "members": self.members,
        }
        if self.tile is not None:
            values["tile"] = list(self.tile)
        return json.dumps(values, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> NetworkSpec:
        """Read what `to_json` wrote."""
        values = json.loads(text)
        tile = values.get("tile")
        return cls(**{**values, "weights": Path(values["weights"]), "tile": tuple(tile) if tile else None})

    def check(self) -> None:
        """Read the weights to see that they are whole.

        Raises:
            ModelUnavailable: If they are missing or damaged.
        """
        read_weights(self.weights, sha256=self.sha256)

    def build(
        self, *, shape: tuple[int | None, int | None, int | None] = (None, None, None), policy: str = "float32"
    ) -> keras.Model:
        """Build the network, or the mean of several, with its weights on the Keras backend that is active.

        Args:
            shape: Voxels of the input, None where they vary.
            policy: Keras dtype policy that it computes in.

        Raises:
            ModelUnavailable: If Keras is not installed, or the weights are missing, damaged or not this network's.
        """
        parts = members_of(read_weights(self.weights, sha256=self.sha256), count=self.members)
        try:
            import keras

            from model.networks.averaged import average_networks
            from model.networks.registry import build_network

            before = keras.config.dtype_policy()
            keras.config.set_dtype_policy(policy)
            try:
                networks = [build_network(self.name, shape=shape, **self.arguments) for _ in parts]
            finally:
                keras.config.set_dtype_policy(before)
        except ImportError as error:
            raise ModelUnavailable(
                f"The network cannot be built because {error.name or 'a package'} is not installed: "
                "install neuroslice[cpu] or neuroslice[gpu]."
            ) from error
        try:
            for network, values in zip(networks, parts, strict=True):
                network.set_weights(values)
        except ValueError as error:
            raise ModelUnavailable(f"The weights {self.weights.name} do not fit the network {self.name}.") from error
        return networks[0] if len(networks) == 1 else average_networks(networks)
