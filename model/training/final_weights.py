"""The averaged weights of a run that is done, before they are rounded and shipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.training.checkpoint import Progress, numbered, read_checkpoint
from model.training.run_folder import RunFolder
from model.whole_file import whole_file

__all__ = ["FinalWeights", "read_final_weights", "write_final_weights"]


@dataclass(frozen=True, kw_only=True, eq=False)
class FinalWeights:
    """What a run came to.

    Args:
        values: The averaged weights, in the network's order, float32.
        step: Steps taken.
        seconds: Time spent training.
        recalibrated: Batches over which the batch statistics were computed anew; 0 where they were averaged.
    """

    values: list[NDArray[np.float32]]
    step: int
    seconds: float
    recalibrated: int


def write_final_weights(
    path: Path, *, values: Sequence[NDArray[np.float32]], progress: Progress, recalibrated: int
) -> None:
    """Write the weights whole or not at all.

    Args:
        path: An `.npz` file.
        values: In the network's order.
        progress: Where the run ended.
        recalibrated: As in `FinalWeights`.
    """
    arrays: dict[str, NDArray[np.generic]] = {f"average_{index:04d}": value for index, value in enumerate(values)}
    facts = {"step": progress.step, "seconds": progress.seconds, "recalibrated": recalibrated}
    arrays.update({name: np.array(value) for name, value in facts.items()})
    with whole_file(path) as stream:
        np.savez(stream, allow_pickle=False, **arrays)


def read_final_weights(run: RunFolder) -> FinalWeights:
    """Read what a run came to, or, where it is not done, the averaged weights of its newest checkpoint.

    Args:
        run: With at least a checkpoint.

    Raises:
        FileNotFoundError: If there is neither.
        ValueError: If what there is, is damaged.
    """
    arrays = read_checkpoint(run.final) or read_checkpoint(run.checkpoint)
    if arrays is None:
        raise FileNotFoundError(f"{run.path} holds no weights: the run has no checkpoint yet.")
    return FinalWeights(
        values=[np.array(value, np.float32) for value in numbered(arrays, prefix="average")],
        step=int(arrays["step"]),
        seconds=float(arrays["seconds"]),
        recalibrated=int(arrays.get("recalibrated", np.array(0))),
    )
