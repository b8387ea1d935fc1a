"""Make batches in processes of their own, so that the network never waits for SciPy."""

from __future__ import annotations

import itertools
import multiprocessing
import queue
import signal
from collections.abc import Generator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
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
        workers: Processes; each makes every so-many-th batch, so that their number changes no batch.
    """

    task: TaskCard
    paths: tuple[Path, ...]
    cubes: Path | None = None
    cubes_without: frozenset[int] = frozenset()
    preset: Preset
    first_step: int
    workers: int = 1


def prefetched_batches(plan: BatchPlan) -> Generator[Batch]:
    """Yield the batches of a run from its first step on, without end; closing the iterator ends the processes.

    Args:
        plan: What to make.

    Raises:
        RuntimeError: If a process died.
    """
    # Spawned, not forked: a fork of a process that runs TensorFlow's threads can hang.
    context = multiprocessing.get_context("spawn")
    queues: list[Queue[Batch]] = [context.Queue(maxsize=_AHEAD) for _ in range(plan.workers)]
    processes = [
        context.Process(target=_work, args=(plan, worker, batches), daemon=True, name=f"neuroslice-batches-{worker}")
        for worker, batches in enumerate(queues)
    ]
    try:
        for process in processes:
            process.start()
        for worker in itertools.cycle(range(plan.workers)):
            yield _next(queues[worker], processes[worker])
    finally:
        for process in processes:
            if process.pid is not None:
                process.terminate()
                process.join()
        for batches in queues:
            batches.close()


def _next(batches: Queue[Batch], process: BaseProcess) -> Batch:
    """Wait for a batch as long as its process lives."""
    while True:
        try:
            return batches.get(timeout=5.0)
        except queue.Empty:
            if not process.is_alive():
                raise RuntimeError("A process that makes batches died; its error is printed above.") from None


def _work(plan: BatchPlan, worker: int, batches: Any) -> None:
    """Make a worker's share of the batches until told to stop."""
    # Ctrl-C reaches the whole process group; the trainer ends this process itself, after its last checkpoint.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    batches.cancel_join_thread()
    parent = multiprocessing.parent_process()
    preset = plan.preset
    # Several workers share the pages of memory-mapped files; one reads faster without them.
    cases = [load_sample(path, mapped=plan.workers > 1) for path in plan.paths]
    cubes = read_lesion_cubes(plan.cubes, task=plan.task, without=plan.cubes_without) if plan.cubes else ()
    make = BatchMaker(
        cases=cases,
        cubes=cubes,
        pipeline=build_pipeline(
            preset.augment, patch_shape=preset.patch_shape, margin=preset.margin, donors=[*cases, *cubes]
        ),
        patch_shape=preset.patch_shape,
        batch_size=preset.batch_size,
        cube_patches=preset.cube_patches,
        cube_steps=preset.cube_steps,
        seed=preset.seed,
    )
    for step in itertools.count(plan.first_step + worker, plan.workers):
        batch = make(step)
        while True:
            try:
                batches.put(batch, timeout=5.0)
                break
            except queue.Full:
                # A trainer that was killed cannot end its processes.
                if parent is None or not parent.is_alive():
                    return
