"""What the runs with few annotated slices say together: tables, and the curve over the number of slices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from model.training.few_slices import MODES, Mode
from model.whole_file import whole_file

__all__ = ["MeasuredRun", "draw_slices_curve", "few_slices_tables"]


@dataclass(frozen=True, kw_only=True)
class MeasuredRun:
    """What came of a run.

    Args:
        mode: As in `SlicesRun`.
        network: Name of the recipe.
        count: Annotated slices of each axis.
        part: The volume that was measured, and which placing of the slices.
        share: Of the voxels that are annotated.
        iou: Mean over the regions, where the network was shown nothing.
    """

    mode: Mode
    network: str
    count: int
    part: str
    share: float
    iou: float


def few_slices_tables(runs: Sequence[MeasuredRun]) -> str:
    """Return for each mode a table of the volumes, at the largest number of slices, and one of the numbers of slices.

    Args:
        runs: Those that are done.

    Source:
        Laid out as tables 1 to 3 of Çiçek et al. 2016 (arXiv 1606.06650).
    """
    parts = []
    for mode in MODES:
        of_mode = [run for run in runs if run.mode == mode]
        if not of_mode:
            continue
        most = max(run.count for run in of_mode)
        largest = [run for run in of_mode if run.count == most]
        networks = list(dict.fromkeys(run.network for run in of_mode))
        lines = [f"| measured on | {' | '.join(networks)} |", f"|---|{'--:|' * len(networks)}"]
        for part in dict.fromkeys(run.part for run in largest):
            lines.append(_line([part], [run for run in largest if run.part == part], networks))
        lines.append(_line(["mean"], largest, networks))
        parts += [f"## {_TITLES[mode]}: {most} annotated slices of each axis", "\n".join(lines)]
        lines = [f"| slices of each axis | annotated voxels | {' | '.join(networks)} |"]
        lines.append(f"|--:|--:|{'--:|' * len(networks)}")
        for count in sorted({run.count for run in of_mode}):
            counted = [run for run in of_mode if run.count == count]
            share = sum(run.share for run in counted) / len(counted)
            lines.append(_line([str(count), f"{share:.2%}"], counted, networks))
        parts += [f"## {_TITLES[mode]}: over the number of annotated slices", "\n".join(lines)]
    return "\n\n".join([*parts, _LEGEND, ""])


def draw_slices_curve(runs: Sequence[MeasuredRun], *, path: Path) -> bool:
    """Draw the mean of each network over the number of annotated slices, and a dot for each run; a panel for each mode.

    Args:
        runs: Those that are done.
        path: A PNG, replaced whole.

    Returns:
        Whether there is a picture: none is drawn without Matplotlib, or without runs.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return False
    modes = [mode for mode in MODES if any(run.mode == mode for run in runs)]
    if not modes:
        return False
    figure = Figure(figsize=(5.5 * len(modes), 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, len(modes), squeeze=False, sharey=True)[0]
    counts = sorted({run.count for run in runs})
    for axes, mode in zip(panels, modes, strict=True):
        for network in dict.fromkeys(run.network for run in runs):
            of_network = [run for run in runs if (run.mode, run.network) == (mode, network)]
            if not of_network:
                continue
            means = {count: _mean(run for run in of_network if run.count == count) for count in counts}
            known = {count: mean for count, mean in means.items() if mean is not None}
            (line,) = axes.plot(list(known), list(known.values()), marker="o", label=network)
            axes.scatter(
                [run.count for run in of_network],
                [run.iou for run in of_network],
                s=12,
                color=line.get_color(),
                alpha=0.35,
            )
        # Twice the slices are one step to the right.
        axes.set_xscale("log", base=2)
        axes.set_xticks(counts, [str(count) for count in counts])
        axes.minorticks_off()
        axes.set_title(_TITLES[mode])
        axes.set_xlabel("annotated slices of each axis")
        axes.set_ylim(0.0, 1.0)
        axes.grid(alpha=0.3)
    panels[0].set_ylabel("IoU where nothing was shown")
    panels[0].legend(loc="lower right")
    with whole_file(path) as stream:
        figure.savefig(stream, format="png", dpi=100)
    return True


_TITLES: Mapping[Mode, str] = {
    "semi-automatic": "Semi-automatic, the rest of a volume",
    "automatic": "Automatic, a volume that is new",
}

_LEGEND = (
    "Intersection over union, the mean over the regions. Semi-automatic: over the voxels of the volume that no number "
    "of slices shows, the same for every row. Automatic: over every annotated voxel of a volume that was left out."
)


def _line(names: Sequence[str], runs: Sequence[MeasuredRun], networks: Sequence[str]) -> str:
    means = (_mean(run for run in runs if run.network == network) for network in networks)
    cells = ["–" if mean is None else f"{mean:.3f}" for mean in means]
    return f"| {' | '.join([*names, *cells])} |"


def _mean(runs: Iterable[MeasuredRun]) -> float | None:
    values = [run.iou for run in runs]
    return sum(values) / len(values) if values else None
