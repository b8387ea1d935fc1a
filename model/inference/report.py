"""Tables of what was measured: CSV for programs that count, JSON for those that read, Markdown for people."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import mean, median

from model.inference.evaluate import CaseResult
from model.tasks.card import TaskCard


def write_report(results: Sequence[CaseResult], *, folder: Path, task: TaskCard, model: str) -> None:
    """Write `evaluation.csv`, `evaluation.json` and `evaluation.md`.

    Args:
        results: One for each case.
        folder: Made where missing.
        task: Its regions, in the order of the columns.
        model: Name, version and hash of what was measured.
    """
    folder.mkdir(parents=True, exist_ok=True)
    regions = [region.id for region in task.regions]
    by_region = {region: [result.dice[region] for result in results] for region in regions}
    summary = {
        "mean": {region: mean(scores) for region, scores in by_region.items()},
        "median": {region: median(scores) for region, scores in by_region.items()},
    }
    whole = {"task": task.id, "model": model, "dice": summary, "cases": [asdict(result) for result in results]}
    (folder / "evaluation.json").write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")

    with (folder / "evaluation.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        groups = ("dice", "true_ml", "predicted_ml")
        writer.writerow(["case", *(f"{group}_{region}" for group in groups for region in regions), "seconds"])
        for result in results:
            values = [getattr(result, group)[region] for group in groups for region in regions]
            writer.writerow([result.name, *(f"{value:.4f}" for value in values), f"{result.seconds:.2f}"])

    lines = [
        f"{task.name}, {model}: {len(results)} cases. Dice on each case's own grid; both masks empty 1, one empty 0.",
        "",
        "| case | " + " | ".join(regions) + " | seconds |",
        "| --- " * (len(regions) + 2) + "|",
    ]
    for result in results:
        lines.append(_row(result.name, [result.dice[region] for region in regions], f"{result.seconds:.1f}"))
    for name, scores in summary.items():
        lines.append(_row(name, [scores[region] for region in regions], ""))
    (folder / "evaluation.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(name: str, scores: Sequence[float], last: str) -> str:
    return f"| {name} | " + " | ".join(f"{score:.3f}" for score in scores) + f" | {last} |"
