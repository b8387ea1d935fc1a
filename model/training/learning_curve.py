"""How much more cases help: a picture of the score over the number of cases learned from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from model.training.series import Pooled
from model.whole_file import whole_file

__all__ = ["draw_learning_curve"]


def draw_learning_curve(rows: Mapping[int, Pooled], *, path: Path) -> bool:
    """Draw each region's mean Dice with its interval, replacing the picture whole.

    Args:
        rows: By the number of cases learned from.
        path: A PNG.

    Returns:
        Whether there is a picture: none is drawn without Matplotlib, or without rows.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return False
    if not rows:
        return False
    counts = sorted(rows)
    figure = Figure(figsize=(7.0, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for region in rows[counts[0]].mean:
        means = [rows[count].mean[region] for count in counts]
        low, high = zip(*(rows[count].interval[region] for count in counts), strict=True)
        (line,) = axes.plot(counts, means, marker="o", label=region)
        axes.fill_between(counts, low, high, color=line.get_color(), alpha=0.15)
    # Twice the cases are one step to the right: scores grow roughly evenly there.
    axes.set_xscale("log", base=2)
    axes.set_xticks(counts, [str(count) for count in counts])
    axes.set_xlabel("cases learned from")
    axes.set_ylabel("Dice, with 95 % interval over the cases")
    axes.set_ylim(0.0, 1.0)
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right")
    with whole_file(path) as stream:
        figure.savefig(stream, format="png", dpi=100)
    return True
