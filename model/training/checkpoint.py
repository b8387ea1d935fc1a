"""Everything a killed run needs to go on as if nothing had happened."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model.training.ema import AveragedWeights
from model.whole_file import whole_file

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a run is.

    Args:
        step: Steps taken. Batches depend on the seed and the step alone, so this is their random state as well.
        seconds: Time spent training.
        validations: Validations done.
        events: Measurements logged.
    """

    step: int = 0
    seconds: float = 0.0
    validations: int = 0
    events: int = 0


def save_checkpoint(path: Path, *, network: keras.Model, average: AveragedWeights, progress: Progress) -> None:
    """Write a checkpoint whole or not at all, and keep the one before it.

    Args:
        path: Replaced when the new file is on the disk; the file it had becomes `previous_checkpoint(path)`.
        network: Compiled; its weights, the random states of its layers and its optimizer's state are kept.
        average: The averaged weights.
        progress: Where the run is.
    """
    arrays: dict[str, NDArray[np.generic]] = {name: np.array(value) for name, value in asdict(progress).items()}
    arrays.update({f"average_{index:04d}": value for index, value in enumerate(average.values)})
    for prefix, variables in _states(network).items():
        arrays.update({f"{prefix}_{index:04d}": variable.numpy() for index, variable in enumerate(variables)})
    with whole_file(path, keep=previous_checkpoint(path)) as stream:
        np.savez(stream, allow_pickle=False, **arrays)


def previous_checkpoint(path: Path) -> Path:
    """Return where the checkpoint before the newest one lies."""
    return path.with_suffix(".previous.npz")


def read_checkpoint(path: Path) -> dict[str, NDArray[np.generic]] | None:
    """Read the newest checkpoint that is whole.

    Args:
        path: Of the newest; the one before it is read where this is damaged or missing.

    Returns:
        Its arrays, or None where there is no checkpoint at all.

    Raises:
        ValueError: If there are checkpoints and all of them are damaged.
    """
    damaged = []
    for candidate in (path, previous_checkpoint(path)):
        if not candidate.exists():
            continue
        try:
            with candidate.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                return {name: arrays[name] for name in arrays.files}
        except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
            damaged.append(f"{candidate.name} ({error})")
    if damaged:
        raise ValueError(f"The checkpoints in {path.parent} are damaged: {', '.join(damaged)}.")
    return None


def load_checkpoint(path: Path, *, network: keras.Model, average: AveragedWeights) -> Progress:
    """Bring a network, its optimizer and its average back to the newest checkpoint that is whole.

    Args:
        path: As `save_checkpoint` wrote it.
        network: Compiled, of the same kind, its optimizer built.
        average: Of this network.

    Returns:
        How far the run was; its start where there is no checkpoint.

    Raises:
        ValueError: If the checkpoint is damaged, or of another network or optimizer.
    """
    arrays = read_checkpoint(path)
    if arrays is None:
        return Progress()
    states = _states(network)
    stored = {prefix: numbered(arrays, prefix=prefix) for prefix in ("average", *states)}
    shapes = {
        "average": average.shapes,
        **{prefix: [tuple(variable.shape) for variable in variables] for prefix, variables in states.items()},
    }
    for prefix, expected in shapes.items():
        received = [value.shape for value in stored[prefix]]
        if received != expected:
            raise ValueError(f"{path} is a checkpoint of another run: the arrays of its {prefix} have other shapes.")
    average.values = [np.array(value, np.float32) for value in stored["average"]]
    for prefix, variables in states.items():
        for variable, value in zip(variables, stored[prefix], strict=True):
            variable.assign(value)
    return Progress(
        step=int(arrays["step"]),
        seconds=float(arrays["seconds"]),
        validations=int(arrays["validations"]),
        events=int(arrays["events"]),
    )


def numbered(arrays: Mapping[str, NDArray[np.generic]], *, prefix: str) -> list[NDArray[np.generic]]:
    """Return the arrays of one part of a checkpoint, in their order."""
    return [arrays[name] for name in sorted(arrays) if name.startswith(f"{prefix}_")]


def _states(network: keras.Model) -> dict[str, list[Any]]:
    """Return every variable that the next step depends on."""
    weights = list(network.weights)
    known = {id(variable) for variable in weights}
    return {
        "network": weights,
        "optimizer": list(network.optimizer.variables),
        # What is left are the random states of layers such as dropout.
        "random": [variable for variable in network.variables if id(variable) not in known],
    }
