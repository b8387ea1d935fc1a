"""How a network is run over an image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

__all__ = ["AS_MEMORY_ALLOWS", "PredictionCard"]


@dataclass(frozen=True, kw_only=True)
class PredictionCard:
    """Say how a network is run over an image.

    Args:
        tile: voxels that it reads at a time, along x, y, z; None where it reads as much as memory allows.
        margin: voxels on each side of a tile for which unpadded convolutions give nothing.
        rotations: about the last axis that a prediction is averaged over, spread evenly over the circle.
    """

    tile: tuple[int, int, int] | None = None
    margin: tuple[int, int, int] = (0, 0, 0)
    rotations: int = 1

    def to_dict(self) -> dict[str, Any]:
        """Return what differs from the defaults, as JSON has it."""
        values: dict[str, Any] = {}
        for entry in fields(self):
            value = getattr(self, entry.name)
            if value != entry.default:
                values[entry.name] = list(value) if isinstance(value, tuple) else value
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> PredictionCard:
        """Read what `to_dict` gave.

        Raises:
            TypeError: if it is something else.
        """
        typed: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
        }
        return cls(**typed)


AS_MEMORY_ALLOWS = PredictionCard()
"""What is usual: the whole image in one pass, or tiles where memory is scarce."""
