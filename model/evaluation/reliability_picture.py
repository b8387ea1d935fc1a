"""A picture of how far probabilities can be taken at their word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from model.evaluation.reliability import Reliability
from model.tasks.card import TaskCard


def write_reliability_picture(
    reliability: Mapping[str, Reliability], *, title: str, task: TaskCard, path: Path
) -> None:
    """Draw the share inside the expert's region over the predicted probability, a panel for each region.

    Args:
        reliability: By region.
        title: What to call the picture.
        task: Its regions, whose colour-blind-safe colours are drawn.
        path: A PNG file.

    Raises:
        ModuleNotFoundError: If Matplotlib is not installed.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.0 * len(task.regions), 4.4), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, len(task.regions), squeeze=False)[0]
    for panel, region in zip(panels, task.regions, strict=True):
        counts = reliability[region.id]
        points = counts.points()
        panel.plot([0, 1], [0, 1], color="0.6", linewidth=1, label="perfect")
        panel.plot(
            [probability for probability, _, _ in points],
            [share for _, share, _ in points],
            marker="o",
            color=region.colour_blind_colour,
            markeredgecolor="black",
            label="measured",
        )
        panel.set(
            xlim=(0, 1),
            ylim=(0, 1),
            aspect="equal",
            xlabel="predicted probability",
            ylabel="share inside the expert's region",
            title=f"{region.id}: ECE {counts.ece:.4f} (0.05–0.95: {counts.undecided_ece:.3f})",
        )
        panel.grid(alpha=0.3)
        panel.legend(loc="upper left")
    figure.suptitle(title)
    figure.savefig(path, dpi=110)
