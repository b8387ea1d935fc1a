"""A training recipe, read from a YAML file in `presets/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import yaml

PRESETS = Path(__file__).parent / "presets"


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Everything about a run that is a choice.

    Args:
        patch_shape: Voxels of a training patch at the task's spacing.
        batch_size: Patches in a step.
        cube_patches: How many of them are mosaics of lesion cubes, where a run is given cubes.
        learning_rate: The highest rate.
        weight_decay: Of AdamW.
        warmup_steps: Steps until the highest rate.
        ema_momentum: Share of the averaged weights kept in a step.
        validate_every: Share of the budget between validations.
        precision: Keras dtype policy: `float32` or `mixed_bfloat16`.
        seed: Of weights, order and augmentation.
        augment: One mapping for each transform, in order.
    """

    patch_shape: tuple[int, int, int]
    batch_size: int
    cube_patches: int
    learning_rate: float
    weight_decay: float
    warmup_steps: int
    ema_momentum: float
    validate_every: float
    precision: str
    seed: int
    augment: tuple[Mapping[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for YAML or JSON."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def load_preset(name_or_path: str) -> Preset:
    """Read a preset by its name in `presets/`, or from a file.

    Args:
        name_or_path: Such as `brain-tumour`, or the path of a YAML file.

    Raises:
        ValueError: If there is none, or its keys are not those of a preset.
    """
    path = PRESETS / f"{name_or_path}.yaml"
    if not path.is_file():
        path = Path(name_or_path)
    if not path.is_file():
        known = ", ".join(sorted(preset.stem for preset in PRESETS.glob("*.yaml")))
        raise ValueError(f"There is no preset {name_or_path!r}. Known presets: {known}.")
    return parse_preset(yaml.safe_load(path.read_text(encoding="utf-8")), source=path.name)


def parse_preset(values: Any, *, source: str) -> Preset:
    """Turn the values of a YAML file into a preset.

    Args:
        values: What the file holds.
        source: Its name, for errors.

    Raises:
        ValueError: If keys are missing or unknown.
    """
    expected = {field.name for field in fields(Preset)}
    received = set(values) if isinstance(values, Mapping) else set()
    if received != expected:
        raise ValueError(
            f"{source} must have the keys of a preset. Missing: {sorted(expected - received)}; "
            f"unknown: {sorted(received - expected)}."
        )
    x, y, z = values["patch_shape"]
    return Preset(**{**values, "patch_shape": (int(x), int(y), int(z)), "augment": tuple(values["augment"])})
