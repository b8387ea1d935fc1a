"""Several runs one after another, and what they say together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from model.metrics.bootstrap import bootstrap_interval
from model.training.experiment import Experiment
from model.training.validate import Scores, mean_scores

__all__ = ["Pooled", "group_folds", "pool", "run_series"]


def run_series(
    experiments: Mapping[str, Experiment],
    *,
    folder: Path,
    run: Callable[[str, Experiment, Path], Scores],
    on_done: Callable[[Mapping[str, Scores]], None] = lambda done: None,
) -> dict[str, Scores]:
    """Run experiments one after another; what is done is not run again, and what was cut short goes on.

    Args:
        experiments: By name; a run lies in the folder of its name.
        folder: Holds the runs.
        run: Runs one, given its name and folder, or returns the scores of one that is done.
        on_done: Told everything that is done so far, after each run.
    """
    done: dict[str, Scores] = {}
    for name, experiment in experiments.items():
        done[name] = run(name, experiment, folder / name)
        _forget_networks()
        on_done(done)
    return done


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """What several folds say of one recipe.

    Args:
        folds: Mean of each region in each fold.
        mean: Of each region over all cases.
        spread: Standard deviation of the folds' means, n - 1; None with one fold.
        interval: 95 % bootstrap interval of `mean` over the cases.
        cases: Scores of every case.
    """

    folds: Mapping[str, Mapping[str, float]]
    mean: Mapping[str, float]
    spread: Mapping[str, float] | None
    interval: Mapping[str, tuple[float, float]]
    cases: Scores

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "folds": {name: dict(means) for name, means in self.folds.items()},
            "mean": dict(self.mean),
            "spread": None if self.spread is None else dict(self.spread),
            "interval": {region: list(bounds) for region, bounds in self.interval.items()},
            "cases": {name: dict(scores) for name, scores in self.cases.items()},
        }


def pool(folds: Mapping[str, Scores]) -> Pooled:
    """Put the cases of several folds together.

    Args:
        folds: Name of each fold to its cases' scores; a case may be in one fold only.

    Raises:
        ValueError: If there is no case, or one occurs twice.
    """
    cases = {name: scores for fold in folds.values() for name, scores in fold.items()}
    if not cases or len(cases) != sum(len(fold) for fold in folds.values()):
        raise ValueError(f"`folds` must hold cases, each once. Received: {[sorted(fold) for fold in folds.values()]}")
    means = {name: mean_scores(fold) for name, fold in folds.items()}
    overall = mean_scores(cases)
    intervals = {region: bootstrap_interval([scores[region] for scores in cases.values()]) for region in overall}
    return Pooled(
        folds=means,
        mean=overall,
        spread=_spread([means[name] for name in folds]) if len(folds) > 1 else None,
        interval={region: (bounds.low, bounds.high) for region, bounds in intervals.items()},
        cases=cases,
    )


def group_folds(done: Mapping[str, Scores]) -> dict[str, Pooled]:
    """Put the folds of each recipe together.

    Args:
        done: Scores of runs named `RECIPE/FOLD`.
    """
    recipes: dict[str, dict[str, Scores]] = {}
    for name, scores in done.items():
        recipe, fold = name.rsplit("/", 1)
        recipes.setdefault(recipe, {})[fold] = scores
    return {recipe: pool(folds) for recipe, folds in recipes.items()}


def _spread(means: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {region: float(np.std([mean[region] for mean in means], ddof=1)) for region in means[0]}


def _forget_networks() -> None:
    """Free what the last run's network holds; Keras keeps it otherwise."""
    import keras

    keras.backend.clear_session()
