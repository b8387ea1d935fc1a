"""What the training cases look like, for comparison; the numbers lie beside this file, one file for each task."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from model.inference.checks.discriminant import Discriminant
from model.inference.checks.likeness import Likeness

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, eq=False)
class InputReference:
    """Hold what the checks compare with.

    Args:
        channels: Ids of the modalities, in the order of the classes.
        cases: How many it was made from.
        ranges: By shape feature, the smallest and the largest value that is not strange.
        likeness: How far a channel is from the modalities.
        modalities: Tells ordered pairs of modalities apart.
        margin: Log probability by which another assignment must beat the slots before it is believed.
        measured: How often the checks were right and wrong, for people.
    """

    channels: tuple[str, ...]
    cases: int
    ranges: Mapping[str, tuple[float, float]]
    likeness: Likeness
    modalities: Discriminant
    margin: float
    measured: Mapping[str, Any]

    def write(self, path: Path) -> None:
        """Write it as JSON, a line for each entry."""
        values = {
            "channels": list(self.channels),
            "cases": self.cases,
            "ranges": {name: [round(low, 4), round(high, 4)] for name, (low, high) in self.ranges.items()},
            "margin": self.margin,
            "measured": self.measured,
            "likeness": self.likeness.to_dict(),
            "modalities": self.modalities.to_dict(),
        }
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in values.items())
        path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


@cache
def read_reference(task: str) -> InputReference | None:
    """Read what belongs to a task; None where nothing was measured for it.

    Args:
        task: Its id.
    """
    path = FOLDER / f"{task}.json"
    if not path.exists():
        return None
    values = json.loads(path.read_text(encoding="utf-8"))
    return InputReference(
        channels=tuple(values["channels"]),
        cases=int(values["cases"]),
        ranges={name: (float(low), float(high)) for name, (low, high) in values["ranges"].items()},
        likeness=Likeness.from_dict(values["likeness"]),
        modalities=Discriminant.from_dict(values["modalities"]),
        margin=float(values["margin"]),
        measured=values["measured"],
    )
