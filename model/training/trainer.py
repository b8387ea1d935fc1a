"""The training loop."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model.tasks.card import TaskCard
from model.training.batches import Batch
from model.training.budget import Budget
from model.training.build import build_for_judging, build_for_training
from model.training.checkpoint import Progress, load_checkpoint, save_checkpoint
from model.training.clock import Clock
from model.training.ema import AveragedWeights
from model.training.final_weights import write_final_weights
from model.training.first_weights import begin_with_first_weights
from model.training.judge import Judge
from model.training.prefetch import BatchPlan, prefetched_batches
from model.training.preset import Preset
from model.training.recalibrate import recalibrate
from model.training.replicas import find_replicas
from model.training.run_folder import RunFolder
from model.training.run_log import RunLog
from model.training.schedule import learning_rate
from model.training.validate import Scores, mean_scores

if TYPE_CHECKING:
    import keras

CHECKPOINT_SECONDS = 120.0
LOG_STEPS = 10


@dataclass(frozen=True, kw_only=True)
class TrainingPlan:
    """What to train, on what, for how long.

    Args:
        task: Names the network, its spacing and its regions.
        preset: The recipe.
        budget: When to stop.
        prepared: Files of the prepared training cases.
        cubes: File of lesion cubes to mix in, if any.
        cubes_without: Patients whose cubes are left out.
        judge: Measures the averaged weights now and then; None where every case is learned from.
        run: Where everything is kept.
        recalibrate: Batches over which the batch statistics of the final weights are computed anew; 0 keeps those
            that were averaged along.
        workers: Processes that make batches; how many changes nothing but the speed.
        devices: That share each batch.
        on_progress: Told the share of the budget that is spent, and the newest measurements.
    """

    task: TaskCard
    preset: Preset
    budget: Budget
    prepared: tuple[Path, ...]
    cubes: Path | None = None
    cubes_without: frozenset[int] = frozenset()
    judge: Judge | None
    run: RunFolder
    recalibrate: int = 0
    workers: int = 1
    devices: int = 1
    on_progress: Callable[[float, Mapping[str, Any]], None] = field(default=lambda share, event: None)


def train(plan: TrainingPlan) -> Scores:
    """Train until the budget is spent, from the run's checkpoint where there is one, and write the final weights.

    Args:
        plan: What to train.

    Returns:
        The last validation's scores, of the averaged weights; none without a judge.

    Raises:
        ValueError: If the checkpoint is another run's, or the devices cannot be used.
    """
    replicas = find_replicas(plan.devices, batch_size=plan.preset.batch_size)
    with replicas.active():
        network, average = build_for_training(plan.task, preset=plan.preset)
        begin_with_first_weights(plan.run, average=average)
    progress = load_checkpoint(plan.run.checkpoint, network=network, average=average)
    log = RunLog(plan.run, first_step=progress.step, events=progress.events)
    batches = _batches(plan, first_step=progress.step)
    try:
        part = _Part(plan=plan, network=network, average=average, log=log, progress=progress)
        # Filling the queue is not training time, or a slow start would eat the schedule.
        part.until_spent(itertools.chain([next(batches)], batches), step=replicas.step)
        values = _final_values(plan, average=average, batches=batches)
        write_final_weights(plan.run.final, values=values, progress=part.progress, recalibrated=plan.recalibrate)
        # After the last checkpoint, so that a run that is done and resumed does not log it twice.
        scores = part.validate(values, spent=1.0) if plan.judge else {}
    finally:
        batches.close()
        log.close()
    plan.run.finish(scores)
    return scores


@dataclass(kw_only=True)
class _Part:
    """The part of a run between a start, or a resumption, and its end."""

    plan: TrainingPlan
    network: keras.Model
    average: AveragedWeights
    log: RunLog
    progress: Progress

    def until_spent(self, batches: Iterator[Batch], *, step: Callable[[keras.Model, Batch], float]) -> None:
        """Take steps until the budget is spent; leave a checkpoint, also when interrupted."""
        plan = self.plan
        losses: list[float] = []
        clock = Clock(self.progress.seconds)
        saved = clock.seconds
        # An interruption within a step leaves network and average apart; the last checkpoint is then the truth.
        between_steps = True
        try:
            while (spent := plan.budget.spent(steps=self.progress.step, seconds=clock.seconds)) < 1.0:
                if plan.judge and spent >= (self.progress.validations + 1) * plan.preset.validate_every:
                    with clock.stopped():
                        self.progress = replace(self.progress, validations=self.progress.validations + 1)
                        self.validate(self.average.values, spent=spent)
                rate = learning_rate(
                    spent,
                    step=self.progress.step,
                    highest=plan.preset.learning_rate,
                    warmup_steps=plan.preset.warmup_steps,
                    decay=plan.preset.decay,
                )
                batch = next(batches)
                between_steps = False
                self.network.optimizer.learning_rate = rate
                losses.append(step(self.network, batch))
                self.average.update(step=self.progress.step)
                self.progress = replace(self.progress, step=self.progress.step + 1, seconds=clock.seconds)
                between_steps = True
                if self.progress.step % LOG_STEPS == 0:
                    self._log({"loss": round(sum(losses) / len(losses), 5), "learning_rate": rate}, spent=spent)
                    losses.clear()
                if clock.seconds - saved >= CHECKPOINT_SECONDS:
                    self._save()
                    saved = clock.seconds
        finally:
            if between_steps:
                self.progress = replace(self.progress, seconds=clock.seconds)
                self._save()

    def validate(self, values: list[NDArray[np.float32]], *, spent: float) -> Scores:
        """Measure weights and log their scores."""
        assert self.plan.judge is not None
        scores = self.plan.judge(_judged(self.plan, values))
        self._log({"validation": scores, "mean": mean_scores(scores)}, spent=spent)
        return scores

    def _log(self, measured: Mapping[str, Any], *, spent: float) -> None:
        event = {**_event(self.progress), **measured}
        self.log.add(event)
        self.progress = replace(self.progress, events=self.log.count)
        self.plan.on_progress(spent, event)

    def _save(self) -> None:
        save_checkpoint(self.plan.run.checkpoint, network=self.network, average=self.average, progress=self.progress)


def _batches(plan: TrainingPlan, *, first_step: int) -> Generator[Batch]:
    return prefetched_batches(
        BatchPlan(
            task=plan.task,
            paths=plan.prepared,
            cubes=plan.cubes,
            cubes_without=plan.cubes_without,
            preset=plan.preset,
            first_step=first_step,
            workers=plan.workers,
        )
    )


def _final_values(
    plan: TrainingPlan, *, average: AveragedWeights, batches: Generator[Batch]
) -> list[NDArray[np.float32]]:
    """Return the averaged weights, with batch statistics of their own where the plan asks for it."""
    if plan.recalibrate == 0:
        return average.values
    network = _judged(plan, average.values)
    recalibrate(network, batches=itertools.islice(batches, plan.recalibrate))
    return [np.array(value, np.float32) for value in network.get_weights()]


def _judged(plan: TrainingPlan, values: list[NDArray[np.float32]]) -> keras.Model:
    network = build_for_judging(plan.task)
    network.set_weights(values)
    return network


def _event(progress: Progress) -> dict[str, Any]:
    """Return what every measurement carries."""
    return {"step": progress.step, "seconds": round(progress.seconds, 1)}
