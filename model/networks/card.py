"""What is known of a network before it is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

import yaml

__all__ = ["NetworkEntry", "read_entry"]


@dataclass(frozen=True, kw_only=True)
class NetworkEntry:
    """Describe a network; a YAML file of its name, beside its module, says all this.

    Args:
        name: Module in `model.networks`, and the function in it that builds the network.
        shape: The input that its paper, or its use here, is described with: x, y, z, or rows and columns.
        arguments: What the builder is given for that description.
        source: Where it comes from.
        output: Which argument of the builder says how many logits come out.
        padded: What the builder is given so that the output is as large as the input; None where it always is so.
        multiple: What each side that it reads must be a multiple of, with its usual widths.
        nested: Whether each region that it gives lies within the one before.
        mask_channel: Whether its input always ends with the mask of the brain, which `channels` does not count.
    """

    name: str
    shape: tuple[int, ...]
    source: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    output: Literal["classes", "regions"] = "classes"
    padded: Mapping[str, Any] = field(default_factory=dict)
    mask_channel: bool = False
    multiple: int = 1
    nested: bool = False

    @property
    def dimensions(self) -> int:
        """2 for images, 3 for volumes."""
        return len(self.shape)


def read_entry(path: Path) -> NetworkEntry:
    """Read the card of a network.

    Args:
        path: YAML with the fields of `NetworkEntry` but its name, which is the file's.

    Raises:
        ValueError: If a field is missing, unknown or does not fit.
    """
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = {entry.name for entry in fields(NetworkEntry)} - {"name"}
    needed = {
        entry.name for entry in fields(NetworkEntry) if entry.default is MISSING and entry.default_factory is MISSING
    } - {"name"}
    received = set(values) if isinstance(values, Mapping) else set()
    if not needed <= received <= known:
        raise ValueError(
            f"{path.name} must have the keys of a network. Missing: {sorted(needed - received)}; "
            f"unknown: {sorted(received - known)}."
        )
    entry = NetworkEntry(name=path.stem, **{**values, "shape": tuple(int(size) for size in values["shape"])})
    if entry.dimensions not in (2, 3) or entry.output not in ("classes", "regions"):
        raise ValueError(f"{path.name} must have two or three sizes, and `classes` or `regions` as its output.")
    return entry
