"""The tables of several runs, in Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from model.metrics.bootstrap import bootstrap_interval
from model.training.series import Pooled
from model.whole_file import write_text

__all__ = ["fold_table", "recipe_table", "write_table"]


def recipe_table(rows: Mapping[str, Pooled], *, first: str) -> str:
    """Return one line for each recipe: folds and cases, each region's mean with its interval, and the gain.

    The gain is over the recipe of the first row, case by case: cases differ far more than recipes do, so that it is
    known more exactly than either mean.

    Args:
        rows: By the recipe's name; the first is what the others are compared with.
        first: Heading of the column of names.
    """
    regions = _regions(rows)
    lines = [
        f"| {first} | folds | cases | {' | '.join(regions)} | mean | gain |",
        f"|---|--:|--:|{'--:|' * len(regions)}--:|--:|",
    ]
    for name, pooled in rows.items():
        cells = [_cell(pooled, region) for region in regions]
        cells += [f"{_mean(pooled.mean):.3f}", _gain(pooled, over=next(iter(rows.values())))]
        lines.append(f"| {name} | {len(pooled.folds)} | {len(pooled.cases)} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", f"{_LEGEND} {_GAIN_LEGEND}", ""])


def fold_table(pooled: Pooled) -> str:
    """Return one line for each fold, then the mean over all cases.

    Args:
        pooled: Of one recipe.
    """
    regions = list(pooled.mean)
    lines = [f"| fold | {' | '.join(regions)} |", f"|---|{'--:|' * len(regions)}"]
    for name, means in pooled.folds.items():
        lines.append(f"| {name} | {' | '.join(f'{means[region]:.3f}' for region in regions)} |")
    lines.append(f"| all {len(pooled.cases)} cases | {' | '.join(_cell(pooled, region) for region in regions)} |")
    return "\n".join([*lines, "", _LEGEND, ""])


def write_table(folder: Path, *, name: str, title: str, table: str, rows: Mapping[str, Pooled]) -> None:
    """Write a table for people and the numbers behind it.

    Args:
        folder: Where `name.md` and `name.json` go.
        name: Of both files.
        title: Heading.
        table: In Markdown.
        rows: By the recipe's name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / f"{name}.md", f"# {title}\n\n{table}")
    values = {row: pooled.to_dict() for row, pooled in rows.items()}
    write_text(folder / f"{name}.json", json.dumps(values, indent=2, ensure_ascii=False) + "\n")


_LEGEND = "Dice: mean over the cases [95 % bootstrap interval over the cases] ± standard deviation of the folds' means."

_GAIN_LEGEND = (
    "Gain: mean over the regions, less that of the first row on the same cases, averaged over the cases that both have "
    "measured."
)


def _cell(pooled: Pooled, region: str) -> str:
    low, high = pooled.interval[region]
    spread = "" if pooled.spread is None else f" ± {pooled.spread[region]:.3f}"
    return f"{pooled.mean[region]:.3f} [{low:.3f}, {high:.3f}]{spread}"


def _gain(pooled: Pooled, *, over: Pooled) -> str:
    both = pooled.cases.keys() & over.cases.keys()
    if pooled is over or not both:
        return "–"
    gains = [_mean(pooled.cases[case]) - _mean(over.cases[case]) for case in sorted(both)]
    low, high = bootstrap_interval(gains)
    return f"{sum(gains) / len(gains):+.3f} [{low:+.3f}, {high:+.3f}]"


def _mean(scores: Mapping[str, float]) -> float:
    return sum(scores.values()) / len(scores)


def _regions(rows: Mapping[str, Pooled]) -> list[str]:
    return list(next(iter(rows.values())).mean) if rows else []
