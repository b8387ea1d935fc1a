"""A training recipe, read from a YAML file in `presets/`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from model.losses.registry import SOFTMAX_LOSSES
from model.networks.fit import fit_counts
from model.tasks.card import NetworkCard, TaskCard

PRESETS = Path(__file__).parent / "presets"

_ADAMW = {"name": "adamw", "weight_decay": 1e-4, "global_clipnorm": 12.0}


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Everything about a run that is a choice.

    Args:
        patch_shape: Voxels of a training patch at the task's spacing.
        batch_size: Patches in a step.
        cube_patches: How many of them are mosaics of lesion cubes, where a run is given cubes.
        learning_rate: The highest rate.
        warmup_steps: Steps until the highest rate.
        ema_momentum: Share of the averaged weights kept in a step.
        validate_every: Share of the budget between validations.
        precision: Keras dtype policy: `float32` or `mixed_bfloat16`.
        seed: Of weights, order and augmentation.
        augment: One mapping for each transform, in order.
        loss: Module and function of `model.losses`.
        optimizer: Its `name`, one of `OPTIMIZERS`, and its arguments.
        decay: How the learning rate falls, one of `DECAYS`.
        network: `name` and `arguments` of the network that takes the place of the task's, if any.
        spacing: Voxel size that takes the place of the task's, mm.
        scaling: What takes the place of the task's scaling.
        cube_steps: Steps at the start, of nothing but mosaics of lesion cubes, where a run is given cubes.
        supervised_levels: Coarser resolutions of the decoder that have a loss of their own.
        weighting: How much each voxel counts, for a loss that looks at weights: `name`, one of those in
            `model.training.weighting`, and its arguments. All count alike where None.
        margin: Voxels on each side of a patch for which the network's unpadded convolutions give nothing. What comes
            of such a recipe is run tile by tile, each as large as a patch.
        rotations: That a prediction is averaged over.
    """

    patch_shape: tuple[int, int, int]
    batch_size: int
    cube_patches: int
    learning_rate: float
    warmup_steps: int
    ema_momentum: float
    validate_every: float
    precision: str
    seed: int
    augment: tuple[Mapping[str, Any], ...]
    loss: str = "region_loss"
    optimizer: Mapping[str, Any] = field(default_factory=lambda: dict(_ADAMW))
    decay: str = "cosine"
    network: Mapping[str, Any] | None = None
    spacing: tuple[float, float, float] | None = None
    scaling: str | None = None
    cube_steps: int = 0
    supervised_levels: int = 0
    weighting: Mapping[str, Any] | None = None
    margin: tuple[int, int, int] = (0, 0, 0)
    rotations: int = 1

    @property
    def has_softmax(self) -> bool:
        """Whether background and regions share one softmax."""
        return self.loss in SOFTMAX_LOSSES

    def adapt(self, task: TaskCard) -> TaskCard:
        """Return a task with the network, spacing, scaling and way to predict that the recipe is for.

        A network of the recipe gets the task's channels and regions, unless it says how many it has.
        """
        network = task.network
        if self.network:
            counts = fit_counts(self.network["name"], task=task, softmax=self.has_softmax)
            network = NetworkCard(**{**self.network, "arguments": {**counts, **self.network.get("arguments", {})}})
        elif self.has_softmax:
            counts = fit_counts(network.name, task=task, softmax=True)
            network = dataclasses.replace(network, arguments={**network.arguments, **counts})
        prediction = dataclasses.replace(task.prediction, rotations=self.rotations)
        if any(self.margin):
            prediction = dataclasses.replace(prediction, tile=self.patch_shape, margin=self.margin)
        return dataclasses.replace(
            task,
            network=network,
            spacing=self.spacing or task.spacing,
            scaling=self.scaling or task.scaling,
            prediction=prediction,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for YAML or JSON."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def load_preset(name_or_path: str) -> Preset:
    """Read a preset by its name in `presets/`, or from a file.

    Args:
        name_or_path: Such as `brain-tumour`, or the path of a YAML file. A file that says `like: NAME` needs to hold
            only what is different from that preset.

    Raises:
        ValueError: If there is none, or its keys are not those of a preset.
    """
    values, source = _read(name_or_path)
    if isinstance(values, Mapping) and "like" in values:
        likened, _ = _read(str(values["like"]))
        changes = {key: value for key, value in values.items() if key != "like"}
        values = {**likened, **changes}
    return parse_preset(values, source=source)


def _read(name_or_path: str) -> tuple[Any, str]:
    path = PRESETS / f"{name_or_path}.yaml"
    if not path.is_file():
        path = Path(name_or_path)
    if not path.is_file():
        known = ", ".join(sorted(preset.stem for preset in PRESETS.glob("*.yaml")))
        raise ValueError(f"There is no preset {name_or_path!r}. Known presets: {known}.")
    return yaml.safe_load(path.read_text(encoding="utf-8")), path.name


def parse_preset(values: Any, *, source: str) -> Preset:
    """Turn the values of a YAML file into a preset.

    Args:
        values: What the file holds.
        source: Its name, for errors.

    Raises:
        ValueError: If keys are missing or unknown.
    """
    known = {entry.name for entry in fields(Preset)}
    needed = {entry.name for entry in fields(Preset) if entry.default is MISSING and entry.default_factory is MISSING}
    received = set(values) if isinstance(values, Mapping) else set()
    if not needed <= received <= known:
        raise ValueError(
            f"{source} must have the keys of a preset. Missing: {sorted(needed - received)}; "
            f"unknown: {sorted(received - known)}."
        )
    x, y, z = values["patch_shape"]
    typed = {**values, "patch_shape": (int(x), int(y), int(z)), "augment": tuple(values["augment"])}
    if "margin" in values:
        typed["margin"] = tuple(int(size) for size in values["margin"])
    if typed.get("spacing") is not None:
        typed["spacing"] = tuple(float(size) for size in typed["spacing"])
    if values.get("weighting") is not None and values.get("loss") not in SOFTMAX_LOSSES:
        raise ValueError(
            f"{source}: `weighting` needs a loss that looks at weights: {', '.join(sorted(SOFTMAX_LOSSES))}. "
            f"Received: loss={values.get('loss', Preset.loss)}"
        )
    return Preset(**typed)
