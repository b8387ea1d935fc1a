"""A run with progress bars."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backend.cli._training.words import words

if TYPE_CHECKING:
    from model.training.experiment import Experiment
    from model.training.validate import Scores

__all__ = ["run_with_bars"]


def run_with_bars(experiment: Experiment, *, folder: Path, title: str = "", measure: str = "Dice") -> Scores:
    """Run an experiment and show how far it is, and how long it will take.

    Args:
        experiment: What to run.
        folder: Of the run.
        title: Of the bars, where there are several runs.
        measure: What the scores are.
    """
    from tqdm import tqdm

    from model.training.experiment import run_experiment

    label = f"{title}: " if title else ""
    cases = tqdm(total=len(experiment.split.train), desc=f"{label}preparing", unit="case", leave=False)
    bar: Any = None

    def show(share: float, event: Mapping[str, Any]) -> None:
        nonlocal bar
        if bar is None:
            cases.close()
            # What an earlier part of the run did took no time now: the time left is told from this part alone.
            start = int(1000 * share)
            bar = tqdm(total=1000, initial=start, desc=f"{label}training", unit="‰", mininterval=5.0, leave=False)
        bar.update(int(1000 * share) - bar.n)
        if "mean" in event:
            bar.write(f"{label}step {event['step']}: validation {measure} {words(event['mean'])}")
        else:
            bar.set_postfix(step=event["step"], loss=event["loss"])

    try:
        return run_experiment(experiment, folder=folder, on_case=lambda name: cases.update(), on_progress=show)
    finally:
        cases.close()
        if bar is not None:
            bar.close()
