"""Run a task's network over a prepared volume in the way that its card asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from model.inference.overlap_tile import overlap_tile
from model.inference.predict import LEFT_RIGHT, Flips, predict, probabilities_of
from model.inference.rotations import average_rotations
from model.inference.runtimes.base import Runtime
from model.inference.shapes import Multiple, Shape, raised_shape, usual_shape
from model.tasks.card import TaskCard

__all__ = ["predict_task", "shape_to_run"]

Run = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def shape_to_run(task: TaskCard, *, multiple: Multiple) -> Shape:
    """Return the shape that a task's network is made ready for.

    Args:
        task: Its spacing, and how its network is run.
        multiple: What each side must be a multiple of.
    """
    prediction = task.prediction
    if prediction.tile is None:
        return usual_shape(task.spacing, multiple=multiple, pictures=task.pictures)
    # What unpadded convolutions take is no multiple of anything, and no size near it would do.
    return prediction.tile if any(prediction.margin) else raised_shape(prediction.tile, multiple=multiple)


def predict_task(
    runtime: Runtime,
    image: NDArray[np.float32],
    *,
    task: TaskCard,
    usual: Shape,
    flips: Flips = LEFT_RIGHT,
    bytes_per_voxel: float | None = None,
    on_step: Callable[[float], None] = lambda done: None,
) -> NDArray[np.float32]:
    """Return the probability of each region in each voxel.

    Args:
        runtime: Runs the network.
        image: Shape `(x, y, z, channels)`, as `prepare` makes it.
        task: Says how its network is run.
        usual: As for `predict`.
        flips: The mirror images to average over.
        bytes_per_voxel: As for `predict`.
        on_step: Told the share that is done; may raise to stop.

    Returns:
        Shape `(x, y, z, regions)`.

    Raises:
        MemoryError: If not even a tile fits.
    """
    turns = task.prediction.rotations
    done = 0

    def run(turned: NDArray[np.float32]) -> NDArray[np.float32]:
        nonlocal done
        step = partial(_share, on_step=on_step, before=done, of=turns)
        done += 1
        if any(task.prediction.margin):
            return _by_tiles(runtime, turned, task=task, flips=flips, on_step=step)
        if bytes_per_voxel is None:
            return predict(runtime, turned, usual=usual, flips=flips, on_step=step)
        return predict(runtime, turned, usual=usual, flips=flips, bytes_per_voxel=bytes_per_voxel, on_step=step)

    return run(image) if turns == 1 else _by_rotations(run, image, count=turns)


def _share(part: float, *, on_step: Callable[[float], None], before: int, of: int) -> None:
    on_step((before + part) / of)


def _by_tiles(
    runtime: Runtime,
    image: NDArray[np.float32],
    *,
    task: TaskCard,
    flips: Flips,
    on_step: Callable[[float], None],
) -> NDArray[np.float32]:
    """Average over mirror images, each segmented by tiles of which unpadded convolutions give the middle."""
    prediction = task.prediction
    assert prediction.tile is not None  # a margin is one of a tile
    total: NDArray[np.float32] | None = None
    for index, flip in enumerate(flips):
        on_step(index / len(flips))
        found = overlap_tile(
            lambda tile: probabilities_of(runtime.logits(np.ascontiguousarray(tile)[None])[0]),
            np.flip(image, flip),
            tile=prediction.tile,
            margin=prediction.margin,
        )
        found = np.flip(found, flip)
        total = found if total is None else total + found
    on_step(1.0)
    assert total is not None  # there is at least one mirror image
    mean: NDArray[np.float32] = np.ascontiguousarray(total / np.float32(len(flips)))
    return mean


def _by_rotations(run: Run, image: NDArray[np.float32], *, count: int) -> NDArray[np.float32]:
    """Average over rotations about the last axis; the slices turn together, as channels of one image."""
    slices, channels = image.shape[2:]

    def turned(flat: NDArray[np.float32]) -> NDArray[np.float32]:
        volume = flat.reshape(*flat.shape[:2], slices, channels).copy()
        # Where the image is not background stays yes or no.
        volume[..., -1] = volume[..., -1] > 0.5
        found = run(volume)
        return found.reshape(*found.shape[:2], -1)

    mean = average_rotations(turned, image.reshape(*image.shape[:2], -1), count=count)
    return mean.reshape(*image.shape[:3], -1)
