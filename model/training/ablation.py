"""Recipes that differ in named ways from one another, read from a YAML file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from model.tasks.card import TaskCard
from model.training.preset import Preset, load_preset, parse_preset

__all__ = ["Ablation", "Variation", "read_ablation", "vary"]

_KEYS = frozenset({"preset", "budget", "folds", "only", "seed", "base", "variations"})


@dataclass(frozen=True, kw_only=True)
class Variation:
    """One recipe.

    Args:
        preset: The recipe.
        task: The task, with the network and spacing of this recipe.
        cubes: Whether lesion cubes are mixed in, where there are any.
        recalibrate: Batches over which the final batch statistics are computed anew.
    """

    preset: Preset
    task: TaskCard
    cubes: bool = True
    recalibrate: int = 0


@dataclass(frozen=True, kw_only=True)
class Ablation:
    """Recipes to compare at one budget on the same folds.

    Args:
        budget: Of each run.
        folds: How many the cases are divided into.
        only: The folds that are run, all where the file names none.
        variations: By name.
    """

    budget: str
    folds: int
    only: tuple[int, ...]
    variations: Mapping[str, Variation]


def read_ablation(path: Path, *, task: TaskCard) -> Ablation:
    """Read an ablation: `preset`, `budget`, `folds`, `base`, and under `variations` the changes of each recipe.

    Args:
        path: A YAML file; `only` lists the folds to run, where not all are wanted, and `base` what every recipe changes
            of the preset.
        task: That is trained for.

    Raises:
        ValueError: If a key is unknown or missing, or a change does not fit.
    """
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(values, Mapping) or not set(values) <= _KEYS or not values.get("variations"):
        raise ValueError(f"{path.name} must have `variations`, and of {sorted(_KEYS)} what differs from the defaults.")
    preset = load_preset(values.get("preset", task.id))
    if "seed" in values:
        preset = dataclasses.replace(preset, seed=int(values["seed"]))
    folds = int(values.get("folds", 5))
    only = tuple(int(fold) for fold in values.get("only", range(folds)))
    if not only or not set(only) <= set(range(folds)):
        raise ValueError(f"`only` must name folds from 0 to {folds - 1}. Received: {list(only)}")
    base = vary(Variation(preset=preset, task=preset.adapt(task)), values.get("base") or {})
    return Ablation(
        budget=str(values.get("budget", "60m")),
        folds=folds,
        only=only,
        variations={str(name): vary(base, changes or {}) for name, changes in values["variations"].items()},
    )


def vary(base: Variation, changes: Mapping[str, Any]) -> Variation:
    """Change a recipe.

    Args:
        base: What everything else is taken from.
        changes: Key to new value. A key is one of the preset's, or leads into one, as `optimizer.weight_decay` or
            `network.arguments.filters`; `augment.NAME` (arguments that replace a transform's, or add one at the end;
            `after` says which one it is to follow; null leaves it out); `augment.NAME.ARGUMENT`;
            `cubes` (whether to mix them in); or `recalibrate`.

    Raises:
        ValueError: If a key is unknown or a value does not fit.
    """
    preset = base.preset.to_dict()
    cubes, recalibrate = base.cubes, base.recalibrate
    for key, value in changes.items():
        head, *rest = key.split(".")
        if head == "augment" and rest:
            preset["augment"] = _vary_augment(preset["augment"], rest, value)
        elif key == "cubes":
            cubes = bool(value)
        elif key == "recalibrate":
            recalibrate = int(value)
        elif head in preset:
            if head == "network" and rest and preset["network"] is None:
                preset["network"] = dataclasses.asdict(base.task.network)
            preset[head] = _replaced(preset[head], rest, value, key=key)
        else:
            raise ValueError(f"A variation cannot change {key!r}. The preset has: {', '.join(preset)}.")
    changed = parse_preset(preset, source="variation")
    return Variation(preset=changed, task=changed.adapt(base.task), cubes=cubes, recalibrate=recalibrate)


def _replaced(old: Any, rest: list[str], value: Any, *, key: str) -> Any:
    """Return a value with one place in it changed."""
    if not rest:
        return value
    if not isinstance(old, Mapping):
        raise ValueError(f"A variation cannot change {key!r}: there is nothing inside.")
    first, *others = rest
    if others and first not in old:
        raise ValueError(f"A variation cannot change {key!r}. There are: {', '.join(map(str, old))}.")
    return {**old, first: _replaced(old.get(first), others, value, key=key)}


def _vary_augment(augment: list[Mapping[str, Any]], rest: list[str], value: Any) -> list[Mapping[str, Any]]:
    """Return transforms with one of them changed, added or left out."""
    name, *argument = rest
    known = [transform["name"] for transform in augment]
    if argument:
        if name not in known:
            raise ValueError(f"The recipe has no transform {name!r}. It has: {', '.join(known)}.")
        return [{**each, argument[0]: value} if each["name"] == name else each for each in augment]
    if value is None:
        return [each for each in augment if each["name"] != name]
    changed = {"name": name, **{argument: given for argument, given in value.items() if argument != "after"}}
    if "after" not in value and name in known:
        return [changed if each["name"] == name else each for each in augment]
    others = [each for each in augment if each["name"] != name]
    names = [each["name"] for each in others]
    before = value.get("after", names[-1] if names else None)
    if "after" in value and before not in names:
        raise ValueError(f"{name!r} cannot come after {before!r}. The recipe has: {', '.join(names)}.")
    place = names.index(before) + 1 if names else 0
    return [*others[:place], changed, *others[place:]]
