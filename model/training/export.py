"""From a run to the weights that ship, with their card."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from model.data.case import Case
from model.inference.predict import USUAL_SHAPE
from model.networks.registry import build_network
from model.tasks.card import TaskCard
from model.training.run_folder import RunFolder
from model.training.validate import mean_scores, validate
from model.weights.card import WeightsCard
from model.weights.sources import describe_sources
from model.weights.store import round_weights, write_weights

INTENDED_USE = (
    "Research on gliomas before treatment in adults, from four co-registered and skull-stripped MRI volumes. Not a "
    "medical device: no diagnosis or treatment may rest on it, and every mask needs a radiologist's eye."
)
DICE = (
    "2|A∩B| / (|A|+|B|) for each region on the case's own grid (1 mm), after resampling back, with the rounded weights "
    "of this file and left-right mirroring; both masks empty 1, one empty 0; the mean is over the cases."
)


def export_weights(
    run: RunFolder, *, task: TaskCard, validation: Sequence[Case], folder: Path, version: str
) -> WeightsCard:
    """Round a run's averaged weights, measure them as they will be used, and write them with their card.

    Args:
        run: With a checkpoint.
        task: That the run was for.
        validation: The cases to measure on.
        folder: Where the two files go.
        version: Of the weights.

    Raises:
        FileNotFoundError: If the run has no checkpoint.
    """
    config = run.read_config()
    with np.load(run.checkpoint) as arrays:
        averaged = [arrays[name] for name in sorted(arrays.files) if name.startswith("average_")]
        step, seconds = int(arrays["step"]), float(arrays["seconds"])
    values = round_weights(averaged)
    network = build_network(task.network.name, shape=(None, None, None), **task.network.arguments)
    network.set_weights([value.astype(np.float32) for value in values])
    scores = validate(network, cases=validation, task=task, usual_shape=USUAL_SHAPE)

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
        channels=task.channel_ids,
        regions=tuple(region.id for region in task.regions),
        intended_use=INTENDED_USE,
        training={
            "date": datetime.now(UTC).date().isoformat(),
            "command": f"neuroslice train --task {task.id} --data DIR --splits SPLITS.json --out RUN "
            f"--budget {config['budget']} --seed {config['preset']['seed']}",
            "cases": list(config["split"]["train"]),
            "sources": describe_sources(config["split"]["train"]),
            "steps": step,
            "seconds": round(seconds),
            "hardware": f"{os.cpu_count()} CPU cores, {platform.machine()}",
            "preset": config["preset"],
            "versions": config["versions"],
        },
        validation={
            "metric": "Dice",
            "definition": DICE,
            "cases": _rounded(scores),
            "mean": _rounded(mean_scores(scores)),
        },
    )
    card.write(folder / f"{task.weights}.json")
    return card


def _rounded(values: Any) -> Any:
    """Round every score in nested mappings to four digits."""
    if isinstance(values, float):
        return round(values, 4)
    return {key: _rounded(value) for key, value in values.items()}
