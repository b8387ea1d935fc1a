"""A picture of a run: loss and validation Dice over the steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from model.whole_file import whole_file

__all__ = ["draw_curve"]

_SMOOTH = 0.9
"""Share of the running mean of the loss kept at each point."""


def draw_curve(events: Sequence[Mapping[str, Any]], *, path: Path) -> bool:
    """Draw a run's measurements, replacing the picture whole.

    Args:
        events: As `RunFolder.events` gives them.
        path: A PNG.

    Returns:
        Whether there is a picture: none is drawn without Matplotlib, or before the first measurement.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return False
    losses = [(event["step"], event["loss"]) for event in events if "loss" in event]
    validations = [event for event in events if event.get("mean")]
    if not losses and not validations:
        return False
    figure = Figure(figsize=(9.0, 6.0), layout="constrained")
    FigureCanvasAgg(figure)
    upper, lower = figure.subplots(2, 1, sharex=True)
    if losses:
        steps, values = zip(*losses, strict=True)
        upper.plot(steps, values, color="0.75", linewidth=0.8)
        upper.plot(steps, _smoothed(values), color="black", linewidth=1.5)
    upper.set_ylabel("training loss")
    for region in validations[-1]["mean"] if validations else ():
        lower.plot(
            [event["step"] for event in validations],
            [event["mean"][region] for event in validations],
            marker="o",
            markersize=3,
            label=region,
        )
    if validations:
        lower.legend(loc="lower right")
    lower.set_ylim(0.0, 1.0)
    lower.set_ylabel("validation Dice")
    lower.set_xlabel("steps")
    for axes in (upper, lower):
        axes.grid(alpha=0.3)
    with whole_file(path) as stream:
        figure.savefig(stream, format="png", dpi=100)
    return True


def _smoothed(values: Sequence[float]) -> list[float]:
    """Return the running mean, which starts at the first value."""
    smoothed = [values[0]]
    for value in values[1:]:
        smoothed.append(_SMOOTH * smoothed[-1] + (1.0 - _SMOOTH) * value)
    return smoothed
