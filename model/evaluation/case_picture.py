"""A picture of a case: what the expert drew, and what was predicted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.evaluation.case_result import CaseResult
from model.evaluation.study import Study
from model.tasks.card import TaskCard
from model.volumes.slices import edge_letters, pixel_spacing, take_slice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AXIS = "axial"
_MARGIN = 14
"""Voxels around the brain that are left in the picture, for the letters."""
_DARKEST, _BRIGHTEST = 1.0, 99.5
"""Percentiles of the brain's values that become black and white."""


def write_case_picture(
    study: Study, labels: NDArray[np.uint8], *, result: CaseResult, title: str, task: TaskCard, path: Path
) -> None:
    """Draw the axial slice with the largest tumour: a column for each channel, the expert above the prediction.

    The layout is radiological: anterior is up and the patient's right is on the viewer's left, as the letters say.

    Args:
        study: The case.
        labels: The predicted ones, on its grid.
        result: Its measurements, whose Dice stands in the title.
        title: What to call the picture.
        task: Its channels and regions, whose colour-blind-safe colours are drawn.
        path: A PNG file.

    Raises:
        ModuleNotFoundError: If Matplotlib is not installed.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    index = largest_slice(study.truth.data, labels)
    cut = _brain_cut(study, index)
    channels = [channel for channel in task.channels if channel.id in study.channels]
    figure = Figure(figsize=(3.0 * len(channels), 7.0), facecolor="black", layout="constrained")
    FigureCanvasAgg(figure)
    rows, columns = pixel_spacing(study.truth.grid.spacing, AXIS)
    axes = figure.subplots(2, len(channels), squeeze=False)
    for row, (who, mask) in enumerate((("expert", study.truth.data), ("prediction", labels))):
        for column, channel in enumerate(channels):
            panel = axes[row][column]
            shown = take_slice(study.channels[channel.id].data, AXIS, index)[cut]
            low, high = window(study.channels[channel.id].data)
            panel.imshow(shown, cmap="gray", vmin=low, vmax=high, aspect=rows / columns, interpolation="nearest")
            for region in task.regions:
                outline = np.isin(take_slice(mask, AXIS, index)[cut], region.labels)
                if outline.any():
                    panel.contour(outline, levels=[0.5], colors=[region.colour_blind_colour], linewidths=1.2)
            panel.set_axis_off()
            panel.set_title(f"{channel.name}, {who}", color="white", fontsize=10)
            _letter(panel)
    dice = ", ".join(f"{region} {metrics['dice']:.3f}" for region, metrics in result.regions.items())
    figure.suptitle(f"{title}: {study.name}, {AXIS} slice {index}. Dice {dice}", color="white", fontsize=12)
    figure.legend(
        handles=[Line2D([], [], color=region.colour_blind_colour, label=region.name) for region in task.regions],
        loc="outside lower center",
        ncols=len(task.regions),
        labelcolor="white",
        facecolor="black",
        edgecolor="black",
    )
    figure.savefig(path, dpi=110)


def largest_slice(truth: NDArray[np.uint8], prediction: NDArray[np.uint8]) -> int:
    """Return the axial slice with most tumour: the expert's, the predicted where there is none, else the middle one.

    Args:
        truth: The expert's labels, canonical `(x, y, z)`.
        prediction: The predicted ones, same shape.
    """
    for labels in (truth, prediction):
        areas = np.asarray(np.count_nonzero(labels, axis=(0, 1)))
        if areas.any():
            return int(np.argmax(areas))
    return int(truth.shape[2]) // 2


def window(data: NDArray[np.float32]) -> tuple[float, float]:
    """Return the values that become black and white.

    Args:
        data: A channel, 0 where there is no brain.
    """
    brain = data[data != 0]
    if not brain.size:
        return 0.0, 1.0
    low, high = np.percentile(brain, [_DARKEST, _BRIGHTEST])
    return float(low), float(max(high, low + 1e-6))


def _brain_cut(study: Study, index: int) -> tuple[slice, slice]:
    """Return the rows and columns of a shown slice that hold the brain and a margin."""
    brain = np.any([take_slice(volume.data, AXIS, index) != 0 for volume in study.channels.values()], axis=0)
    rows, columns = (np.flatnonzero(brain.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return slice(None), slice(None)
    first, last = max(0, int(rows[0]) - _MARGIN), int(rows[-1]) + _MARGIN + 1
    return slice(first, last), slice(max(0, int(columns[0]) - _MARGIN), int(columns[-1]) + _MARGIN + 1)


def _letter(panel: Axes) -> None:
    """Write the sides of the patient at the edges of a panel."""
    letters = edge_letters(AXIS)
    for letter, x, y, ha, va in (
        (letters.left, 0.02, 0.5, "left", "center"),
        (letters.right, 0.98, 0.5, "right", "center"),
        (letters.top, 0.5, 0.98, "center", "top"),
        (letters.bottom, 0.5, 0.02, "center", "bottom"),
    ):
        panel.text(x, y, letter, transform=panel.transAxes, color="white", fontsize=11, ha=ha, va=va)
