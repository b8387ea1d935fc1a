"""Everything a killed run needs to go on as if nothing had happened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.training.ema import AveragedWeights

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a run is.

    Args:
        step: Steps taken. Batches depend on the seed and the step alone, so this is the random state as well.
        seconds: Time spent training.
        validations: Validations done.
    """

    step: int = 0
    seconds: float = 0.0
    validations: int = 0


def save_checkpoint(path: Path, *, network: keras.Model, average: AveragedWeights, progress: Progress) -> None:
    """Write a checkpoint whole or not at all.

    Args:
        path: Replaced when the new file is on the disk.
        network: Compiled; its weights and its optimizer's state are kept.
        average: The averaged weights.
        progress: Where the run is.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "step": np.int64(progress.step) * np.ones((), np.int64),
        "seconds": np.float64(progress.seconds) * np.ones((), np.float64),
        "validations": np.int64(progress.validations) * np.ones((), np.int64),
    }
    for prefix, values in (
        ("network", network.get_weights()),
        ("average", average.values),
        ("optimizer", [np.asarray(variable.numpy()) for variable in network.optimizer.variables]),
    ):
        arrays.update({f"{prefix}_{index:04d}": np.asarray(value) for index, value in enumerate(values)})
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **arrays)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def load_checkpoint(path: Path, *, network: keras.Model, average: AveragedWeights) -> Progress:
    """Bring a network, its optimizer and its average back to a checkpoint.

    Args:
        path: As `save_checkpoint` wrote it.
        network: Compiled, of the same kind, its optimizer built.
        average: Of this network.

    Raises:
        ValueError: If the checkpoint is of another network or optimizer.
    """
    with np.load(path) as arrays:
        stored = {
            prefix: [arrays[name] for name in sorted(arrays.files) if name.startswith(f"{prefix}_")]
            for prefix in ("network", "average", "optimizer")
        }
        progress = Progress(
            step=int(arrays["step"]), seconds=float(arrays["seconds"]), validations=int(arrays["validations"])
        )
    variables = network.optimizer.variables
    shapes = {
        "network": [weight.shape for weight in network.get_weights()],
        "average": [weight.shape for weight in average.values],
        "optimizer": [tuple(variable.shape) for variable in variables],
    }
    for prefix, expected in shapes.items():
        received = [value.shape for value in stored[prefix]]
        if received != expected:
            raise ValueError(f"{path} is a checkpoint of another run: the arrays of its {prefix} have other shapes.")
    network.set_weights(stored["network"])
    average.values = [np.array(value, np.float32) for value in stored["average"]]
    for variable, value in zip(variables, stored["optimizer"], strict=True):
        variable.assign(value)
    return progress
