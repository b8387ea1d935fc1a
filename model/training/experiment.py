"""One run from cases to final weights, started, resumed or found done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.data.lesion_cubes import count_patients
from model.data.overlaps import read_overlaps
from model.data.splits import Split
from model.tasks.card import TaskCard
from model.training.budget import Budget
from model.training.case_source import CaseSource
from model.training.first_weights import FirstWeights
from model.training.judge import Judge
from model.training.preset import Preset, parse_preset
from model.training.run_folder import RunFolder
from model.training.validate import Scores

__all__ = ["Experiment", "run_experiment"]


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """Everything that decides what comes out of a run.

    Args:
        task: Names the network, its spacing and its regions, as the recipe adapts it.
        preset: The recipe.
        recipe: Its name.
        budget: Steps or time, as `Budget.parse` reads it.
        split: Cases to learn from, and to measure on; the latter may be none.
        source: Gives the cases.
        cubes: File of lesion cubes to mix in, or None.
        recalibrate: Batches over which the final batch statistics are computed anew.
        first: Weights to begin with instead of random ones, or None.
        workers: Processes that make batches.
        devices: That share each batch.
        command: That a reader can repeat, without paths of this machine.
    """

    task: TaskCard
    preset: Preset
    recipe: str
    budget: str
    split: Split
    source: CaseSource
    cubes: Path | None = None
    recalibrate: int = 0
    first: FirstWeights | None = None
    workers: int = 1
    devices: int = 1
    command: str = field(default="", compare=False)

    @property
    def cubes_without(self) -> frozenset[int]:
        """Patients whose lesion cubes are left out, because they are measured on."""
        return read_overlaps().cubes_of(self.split.val) if self.cubes else frozenset()

    def judge(self) -> Judge | None:
        """Return what measures, or None where nothing is left to measure on."""
        if not self.split.val:
            return None
        return self.source.judge(self.split.val, task=self.task, usual_shape=self.preset.patch_shape)

    def to_config(self) -> dict[str, Any]:
        """Return what a run folder keeps."""
        return {
            "task": self.task.id,
            "network": {"name": self.task.network.name, "arguments": dict(self.task.network.arguments)},
            "spacing": list(self.task.spacing),
            "scaling": self.task.scaling,
            "recipe": self.recipe,
            "preset": self.preset.to_dict(),
            "budget": self.budget,
            "split": {"train": list(self.split.train), "val": list(self.split.val)},
            "cubes": self.cubes is not None,
            "cube_patients": count_patients(self.cubes, without=self.cubes_without) if self.cubes else 0,
            "cubes_without": sorted(self.cubes_without),
            "recalibrate": self.recalibrate,
            "first_weights": self.first.describe() if self.first else None,
            **self.source.facts,
            "workers": self.workers,
            "devices": self.devices,
            "command": self.command,
        }


def run_experiment(
    experiment: Experiment,
    *,
    folder: Path,
    on_case: Callable[[str], None] = lambda name: None,
    on_progress: Callable[[float, Mapping[str, Any]], None] = lambda share, event: None,
) -> Scores:
    """Train where nothing was trained yet, go on where a run was cut short, and return the scores of one that is done.

    Args:
        experiment: What to run.
        folder: Of the run.
        on_case: Told the name of each case that is ready.
        on_progress: As in `TrainingPlan`.

    Raises:
        ValueError: If the folder holds a run of something else, a case is missing or without a mask, or the first
            weights do not belong here.
    """
    run = RunFolder(folder)
    if experiment.first is not None:
        experiment.first.check(task=experiment.task, measured_on=experiment.split.val)
    if run.config.is_file():
        _check_same(run.read_config(), experiment.to_config(), folder=folder)
    else:
        from model.training.build import check_fit

        check_fit(experiment.task, preset=experiment.preset)
        if experiment.first is not None:
            experiment.first.copy_to(run)
        run.start(experiment.to_config())
    if (scores := run.read_scores()) is not None:
        return scores
    prepared = experiment.source.prepare(
        experiment.split.train, task=experiment.task, weighting=experiment.preset.weighting, on_case=on_case
    )

    from model.training.trainer import TrainingPlan, train

    return train(
        TrainingPlan(
            task=experiment.task,
            preset=experiment.preset,
            budget=Budget.parse(experiment.budget),
            prepared=prepared,
            cubes=experiment.cubes,
            cubes_without=experiment.cubes_without,
            judge=experiment.judge(),
            run=run,
            recalibrate=experiment.recalibrate,
            workers=experiment.workers,
            devices=experiment.devices,
            on_progress=on_progress,
        )
    )


def _check_same(found: Mapping[str, Any], expected: Mapping[str, Any], *, folder: Path) -> None:
    """Refuse to go on with another recipe than the one that the run was started with."""
    # How fast it runs, and how it was asked for, may change on the way.
    free = {"workers", "command"}
    known = {**found, "preset": _complete(found.get("preset"))}
    changed = sorted(key for key in set(expected) - free if known.get(key) != expected[key])
    if changed:
        raise ValueError(
            f"{folder} holds a run with another {', '.join(changed)}. Resume it as it was, or choose another folder."
        )


def _complete(preset: Any) -> Any:
    """Return a kept recipe with the choices that it could not name yet when its run began, as they were made then."""
    try:
        return parse_preset(preset, source="the run's preset").to_dict()
    except ValueError:
        return preset
