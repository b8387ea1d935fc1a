"""The options that say how to train."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backend.cli._training.option_group import option_group

if TYPE_CHECKING:
    from model.tasks.card import TaskCard
    from model.training.preset import Preset

__all__ = ["RecipeOptions", "recipe_options"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class RecipeOptions:
    """How to train.

    Args:
        budget: Steps or time of a run.
        preset_name: Name or file of the recipe, or None for the task's.
        seed: Instead of the preset's, or None.
        network: Name of a network that takes the place of the task's, or None.
        recalibrate: Batches over which the final weights' batch statistics are computed anew.
    """

    budget: str
    preset_name: str | None
    seed: int | None
    network: str | None
    recalibrate: int

    def name(self, task: TaskCard) -> str:
        """Return what the recipe is called."""
        return Path(self.preset_name or task.id).stem

    def preset(self, task: TaskCard) -> Preset:
        """Read the recipe.

        Raises:
            ValueError: If there is none of this name, no such network, or the network cannot read its patches.
        """
        from model.networks.fit import fit_network, fit_patch
        from model.training.preset import load_preset

        preset = load_preset(self.preset_name or task.id)
        chosen: dict[str, Any] = {"seed": self.seed}
        if self.network:
            chosen["network"] = dataclasses.asdict(fit_network(self.network, task=task, softmax=preset.has_softmax))
            chosen["patch_shape"] = fit_patch(self.network, patch=preset.patch_shape)
            # Its convolutions are padded, whatever those of the recipe's own network are.
            chosen["margin"] = (0, 0, 0)
        return dataclasses.replace(preset, **{name: value for name, value in chosen.items() if value is not None})


recipe_options = option_group(
    RecipeOptions,
    argument="recipe",
    options=(
        click.option(
            "--budget",
            default="60m",
            show_default=True,
            help="Steps (500) or time (90s, 60m, 2h) of a run. With steps, a run that was cut short goes on to the "
            "same weights; with time, its learning rate follows the clock.",
        ),
        click.option(
            "--preset", "preset_name", help="Recipe: a name in model/training/presets or a YAML file. [default: TASK]"
        ),
        click.option("--seed", type=int, help="Seed instead of the preset's."),
        click.option("--network", metavar="NAME", help="Instead of the task's or preset's: see `neuroslice networks`."),
        click.option(
            "--recalibrate",
            type=click.IntRange(min=0),
            default=0,
            show_default=True,
            help="Batches over which the final weights' batch statistics are computed anew.",
        ),
    ),
)
