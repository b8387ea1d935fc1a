"""Make batches in a process of their own, so that the network never waits for SciPy."""

from __future__ import annotations

import multiprocessing
import queue
import signal
from collections.abc import Generator
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from model.augment.pipeline import build_pipeline
from model.data.lesion_cubes import read_lesion_cubes
from model.tasks.card import TaskCard
from model.training.batches import Batch, BatchMaker
from model.training.dataset import load_sample
from model.training.preset import Preset

_AHEAD = 3


@dataclass(frozen=True, kw_only=True)
class BatchPlan:
    """What the process needs to know.

    Args:
        task: Its channels, regions and spacing.
        paths: The prepared training cases.
        cubes: The file of lesion cubes, if they are mixed in.
        cubes_without: Patients whose cubes are left out.
        preset: Patch, batch size, augmentation and seed.
        first_step: The first batch's step.
    """

    task: TaskCard
    paths: tuple[Path, ...]
    cubes: Path | None = None
    cubes_without: frozenset[int] = frozenset()
    preset: Preset
    first_step: int


def prefetched_batches(plan: BatchPlan) -> Generator[Batch]:
    """Yield the batches of a run from its first step on, without end; closing the iterator ends the process.

    Args:
        plan: What to make.

    Raises:
        RuntimeError: If the process died.
    """
    # Spawned, not forked: a fork of a process that runs TensorFlow's threads can hang.
    context = multiprocessing.get_context("spawn")
    batches: Queue[Batch] = context.Queue(maxsize=_AHEAD)
    process = context.Process(target=_work, args=(plan, batches), daemon=True, name="neuroslice-batches")
    process.start()
    try:
        while True:
            try:
                yield batches.get(timeout=5.0)
            except queue.Empty:
                if not process.is_alive():
                    raise RuntimeError("The process that makes batches died; its error is printed above.") from None
    finally:
        process.terminate()
        process.join()
        batches.close()


def _work(plan: BatchPlan, batches: Any) -> None:
    """Make batches until told to stop."""
    # Ctrl-C reaches the whole process group; the trainer ends this process itself, after its last checkpoint.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    preset = plan.preset
    cases = [load_sample(path) for path in plan.paths]
    cubes = read_lesion_cubes(plan.cubes, task=plan.task, without=plan.cubes_without) if plan.cubes else ()
    make = BatchMaker(
        cases=cases,
        cubes=cubes,
        pipeline=build_pipeline(preset.augment, patch_shape=preset.patch_shape, donors=[*cases, *cubes]),
        patch_shape=preset.patch_shape,
        batch_size=preset.batch_size,
        cube_patches=preset.cube_patches,
        seed=preset.seed,
    )
    step = plan.first_step
    while True:
        batches.put(make(step))
        step += 1
