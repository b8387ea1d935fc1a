"""Weights of one's own for a task: of a small network that goes by brightness alone, and finds the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.tasks import get_task
from model.weights.card import WeightsCard
from model.weights.store import round_weights, write_weights

__all__ = ["write_own_weights"]


def write_own_weights(folder: Path, *, task_id: str, slopes: Sequence[float], offsets: Sequence[float]) -> None:
    """Write weights with their card, as training does, of another network than the task's card names.

    Args:
        folder: Is made where it is missing.
        task_id: Of a task without weights that ship.
        slopes: For each region, what a voxel's brightness weighs, in deviations of its volume from the mean.
        offsets: For each region, what is added to that.
    """
    from model.networks.registry import build_network

    task = get_task(task_id)
    arguments: dict[str, Any] = {
        # Beside each image is where it is zero.
        "channels": 2 * len(task.channels),
        "classes": len(task.regions),
        "filters": [4, 8],
        "padding": "same",
        "normalised": True,
    }
    network = build_network("unet", shape=(None, None, None), **arguments)
    values = [_value(weight.path, weight.shape) for weight in network.weights]
    values[-2] *= np.asarray(slopes, np.float32)
    values[-1] += np.asarray(offsets, np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    file = f"{task.weights}.npz"
    card = WeightsCard(
        task=task.id,
        name="unet",
        version="0.0",
        file=file,
        sha256=write_weights(folder / file, round_weights(values)),
        network={"name": "unet", "arguments": arguments},
        spacing=task.spacing,
        scaling=task.scaling,
        channels=task.channel_ids,
        regions=tuple(region.id for region in task.regions),
        prediction={"tile": [64, 64, 1]},
        intended_use="",
        training={},
        validation={},
    )
    card.write(folder / f"{task.weights}.json")


def _value(path: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Let every convolution add its inputs up where they are, and nothing come from lower resolutions."""
    if path.endswith(("gamma", "variance")):
        return np.ones(shape, np.float32)
    value = np.zeros(shape, np.float32)
    if "logits" in path and len(shape) == 4:
        value[:, :, 0] = 1
    elif len(shape) == 4 and "_up" not in path:
        value[shape[0] // 2, shape[1] // 2, :, 0] = 1
    return value
