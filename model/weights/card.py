"""What a file of weights is: written beside it, read without Keras."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from model.errors import ModelUnavailable

WEIGHTS_DIR = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class WeightsCard:
    """Everything to know about a file of weights.

    Args:
        task: Id of the task they segment.
        name: Name of the network with these weights.
        version: Of the weights; changes whenever they do.
        file: Name of the file, beside the card.
        sha256: Of the file.
        network: `name` and `arguments` of the network they belong to.
        spacing: Voxel size that the network works at, mm along x, y, z.
        scaling: What the network reads a channel's values in.
        channels: Ids of the input channels, in order; the brain mask follows them.
        regions: Ids of the output channels, in order.
        intended_use: What they are for, and what they are not for.
        training: Data with attribution and licences, recipe, budget, versions, date and command.
        validation: The definition of the score, the scores of each case and their means.
        calibration: Temperatures of the regions, what they did, and below which confidence a region is flagged; empty
            where the weights were never calibrated.
        prediction: How the network is run over an image, where that differs from what is usual.
        rules: By region which parts are too small to be drawn, and what that was chosen on; empty where every part is.
        members: How many networks of this kind the file holds, one after the other; their logits are averaged.
    """

    task: str
    name: str
    version: str
    file: str
    sha256: str
    network: Mapping[str, Any]
    spacing: tuple[float, float, float]
    channels: tuple[str, ...]
    regions: tuple[str, ...]
    intended_use: str
    training: Mapping[str, Any]
    validation: Mapping[str, Any]
    scaling: str = field(default="z-score")
    prediction: Mapping[str, Any] = field(default_factory=dict)
    calibration: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    members: int = 1

    def write(self, path: Path) -> None:
        """Write the card as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_card(stem: str, *, folder: Path | None = None) -> WeightsCard:
    """Read the card of a task's weights.

    Args:
        stem: Name of the files without suffix, as the task card gives it.
        folder: Where they lie; this package's own where None.

    Raises:
        ModelUnavailable: If the card is missing or is none.
    """
    path = (folder or WEIGHTS_DIR) / f"{stem}.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelUnavailable(f"There are no weights: {path} is missing.") from None
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f"The weights' card {path} cannot be read: {error}") from error
    known = {entry.name for entry in fields(WeightsCard)}
    needed = {
        entry.name for entry in fields(WeightsCard) if entry.default is MISSING and entry.default_factory is MISSING
    }
    if not isinstance(values, dict) or not needed <= set(values) <= known:
        raise ModelUnavailable(f"The weights' card {path} is damaged: expected the keys {sorted(needed)}.")
    return WeightsCard(
        **{**values, **{key: tuple(values[key]) for key in ("spacing", "channels", "regions")}},
    )
