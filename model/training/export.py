"""From a run to the weights that ship, with their card."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from model.tasks.card import TaskCard
from model.training.build import build_for_judging
from model.training.final_weights import read_final_weights
from model.training.first_weights import all_cases
from model.training.hardware import devices
from model.training.judge import Judge
from model.training.run_folder import RunFolder
from model.training.validate import mean_scores
from model.weights.card import WeightsCard
from model.weights.sources import describe_sources
from model.weights.store import round_weights, write_weights


def export_weights(run: RunFolder, *, task: TaskCard, judge: Judge | None, folder: Path, version: str) -> WeightsCard:
    """Round a run's averaged weights, measure them as they will be used, and write them with their card.

    Args:
        run: Done, or at least with a checkpoint.
        task: That the run was for.
        judge: What to measure on; None where every case was learned from.
        folder: Where the two files go.
        version: Of the weights.

    Raises:
        FileNotFoundError: If the run has no checkpoint.
    """
    config = run.read_config()
    final = read_final_weights(run)
    cases = all_cases(run, cases=config["split"]["train"])
    values = round_weights(final.values)
    network = build_for_judging(task)
    network.set_weights([value.astype(np.float32) for value in values])
    scores = judge(network) if judge is not None else {}

    folder.mkdir(parents=True, exist_ok=True)
    file = f"{task.weights}.npz"
    card = WeightsCard(
        task=task.id,
        name=task.network.name,
        version=version,
        file=file,
        sha256=write_weights(folder / file, values),
        network={"name": task.network.name, "arguments": dict(task.network.arguments)},
        spacing=task.spacing,
        scaling=task.scaling,
        prediction=task.prediction.to_dict(),
        channels=task.channel_ids,
        regions=tuple(region.id for region in task.regions),
        intended_use=task.intended_use,
        training={
            "date": datetime.now(UTC).date().isoformat(),
            "command": config["command"],
            "cases": cases,
            "sources": describe_sources(cases, cube_patients=config["cube_patients"]),
            "split": config["split"],
            "cubes": config["cubes"],
            "recipe": config["recipe"],
            "preset": config["preset"],
            "budget": config["budget"],
            "steps": final.step,
            "seconds": round(final.seconds),
            "recalibrated": final.recalibrated,
            "first_weights": config.get("first_weights"),
            "hardware": config["hardware"],
            "computed": f"{devices()}; {config['devices']} device(s) for each step",
            "versions": config["versions"],
        },
        validation={
            "metric": "Dice",
            "definition": f"{judge.definition} Measured with the rounded weights of this file." if judge else "",
            "cases": _rounded(scores),
            "mean": _rounded(mean_scores(scores)) if scores else {},
        },
    )
    card.write(folder / f"{task.weights}.json")
    return card


def _rounded(values: Any) -> Any:
    """Round every score in nested mappings to four digits."""
    if isinstance(values, float):
        return round(values, 4)
    return {key: _rounded(value) for key, value in values.items()}
