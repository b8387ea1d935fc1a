"""The training loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.data.case import Case
from model.tasks.card import TaskCard
from model.training.batches import Batch
from model.training.budget import Budget
from model.training.checkpoint import Progress, load_checkpoint, save_checkpoint
from model.training.clock import Clock
from model.training.ema import AveragedWeights
from model.training.prefetch import BatchPlan, prefetched_batches
from model.training.preset import Preset
from model.training.run_folder import RunFolder
from model.training.schedule import learning_rate
from model.training.validate import Scores, mean_scores, validate

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
        validation: Cases to measure on.
        run: Where everything is kept.
        on_progress: Told the share of the budget that is spent, and the newest measurements.
    """

    task: TaskCard
    preset: Preset
    budget: Budget
    prepared: tuple[Path, ...]
    cubes: Path | None = None
    cubes_without: frozenset[int] = frozenset()
    validation: Sequence[Case]
    run: RunFolder
    on_progress: Callable[[float, Mapping[str, Any]], None] = field(default=lambda share, event: None)


def train(plan: TrainingPlan) -> Scores:
    """Train until the budget is spent, from the run's checkpoint where there is one.

    Args:
        plan: What to train.

    Returns:
        The last validation's scores, of the averaged weights.
    """
    network, average = build_for_training(plan)
    progress = Progress()
    if plan.run.checkpoint.exists():
        progress = load_checkpoint(plan.run.checkpoint, network=network, average=average)

    batches = prefetched_batches(
        BatchPlan(
            task=plan.task,
            paths=plan.prepared,
            cubes=plan.cubes,
            cubes_without=plan.cubes_without,
            preset=plan.preset,
            first_step=progress.step,
        )
    )
    # Compiling a step and filling the queue is not training time, or a slow start would eat the schedule.
    first: Batch | None = next(batches)
    clock = Clock(progress.seconds)
    saved = clock.seconds
    losses: list[float] = []
    # An interruption within a step leaves network and average apart; the last checkpoint is then the truth.
    between_steps = True
    try:
        while (spent := plan.budget.spent(steps=progress.step, seconds=clock.seconds)) < 1.0:
            if spent >= (progress.validations + 1) * plan.preset.validate_every:
                progress = replace(progress, validations=progress.validations + 1)
                with clock.stopped():
                    _measure(plan, network=network, average=average, progress=progress)
            batch, first = first or next(batches), None
            network.optimizer.learning_rate = learning_rate(
                spent,
                step=progress.step,
                highest=plan.preset.learning_rate,
                warmup_steps=plan.preset.warmup_steps,
            )
            between_steps = False
            losses.append(float(network.train_on_batch(batch.image, batch.regions)))
            average.update(step=progress.step)
            progress = replace(progress, step=progress.step + 1, seconds=clock.seconds)
            between_steps = True
            if progress.step % LOG_STEPS == 0:
                event = _event(progress, loss=sum(losses) / len(losses))
                plan.run.log(event)
                plan.on_progress(plan.budget.spent(steps=progress.step, seconds=clock.seconds), event)
                losses.clear()
            if clock.seconds - saved >= CHECKPOINT_SECONDS:
                save_checkpoint(plan.run.checkpoint, network=network, average=average, progress=progress)
                saved = clock.seconds
    finally:
        batches.close()
        if between_steps:
            progress = replace(progress, seconds=clock.seconds)
            save_checkpoint(plan.run.checkpoint, network=network, average=average, progress=progress)
    return _measure(plan, network=network, average=average, progress=progress)


def build_for_training(plan: TrainingPlan) -> tuple[keras.Model, AveragedWeights]:
    """Build and compile the network that a plan asks for, and its average."""
    import keras

    from model.losses.region_loss import region_loss
    from model.networks.registry import build_network

    keras.utils.set_random_seed(plan.preset.seed)
    keras.config.set_dtype_policy(plan.preset.precision)
    try:
        network = build_network(plan.task.network.name, shape=plan.preset.patch_shape, **plan.task.network.arguments)
    finally:
        keras.config.set_dtype_policy("float32")
    optimizer = keras.optimizers.AdamW(
        learning_rate=plan.preset.learning_rate, weight_decay=plan.preset.weight_decay, global_clipnorm=12.0
    )
    # XLA takes longer to compile 3D convolutions on a CPU than a short run lasts.
    network.compile(optimizer=optimizer, loss=region_loss, jit_compile=False)
    optimizer.build(network.trainable_variables)
    return network, AveragedWeights(network, momentum=plan.preset.ema_momentum)


def _measure(plan: TrainingPlan, *, network: keras.Model, average: AveragedWeights, progress: Progress) -> Scores:
    """Validate the averaged weights and log the scores."""
    from model.networks.registry import build_network

    judge = build_network(plan.task.network.name, shape=(None, None, None), **plan.task.network.arguments)
    average.copy_to(judge)
    scores = validate(judge, cases=plan.validation, task=plan.task, usual_shape=plan.preset.patch_shape)
    event = {**_event(progress, loss=None), "validation": scores, "mean": mean_scores(scores)}
    plan.run.log(event)
    plan.on_progress(plan.budget.spent(steps=progress.step, seconds=progress.seconds), event)
    return scores


def _event(progress: Progress, *, loss: float | None) -> dict[str, Any]:
    """Return what every measurement carries."""
    event: dict[str, Any] = {"step": progress.step, "seconds": round(progress.seconds, 1)}
    return event if loss is None else {**event, "loss": round(loss, 5)}
