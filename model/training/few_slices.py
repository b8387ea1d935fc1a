"""The runs that say how many annotated slices are enough."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Literal

import numpy as np

from model.data.annotated_slices import AnnotatedSlices, place_slices
from model.data.case import Case
from model.data.splits import Split
from model.training.held_back import HeldBack
from model.training.slices_source import SlicesSource

__all__ = ["MODES", "Mode", "SlicesRun", "plan_runs"]

Mode = Literal["semi-automatic", "automatic"]
MODES: tuple[Mode, ...] = ("semi-automatic", "automatic")


@dataclass(frozen=True, kw_only=True)
class SlicesRun:
    """One run, whatever its network.

    Args:
        mode: `semi-automatic` learns from slices of the volume that it fills in, `automatic` from slices of others.
        count: Annotated slices of each axis, in each volume that is learned from.
        part: The volume that is measured, and which placing of the slices.
        share: Of those volumes' voxels, how many are annotated.
        source: Gives the slices.
        split: Names in that source.
    """

    mode: Mode
    count: int
    part: str
    share: float
    source: SlicesSource
    split: Split

    @property
    def key(self) -> str:
        """Tells it from the others."""
        return f"{self.mode}/{self.count}/{self.part}"


def plan_runs(
    cases: Mapping[str, tuple[Case, tuple[int, int, int]]],
    *,
    modes: Sequence[Mode],
    counts: Sequence[int],
    axes: Sequence[str],
    placings: int,
    cache: Path,
) -> tuple[SlicesRun, ...]:
    """Plan a run for each mode, number of slices, volume and placing.

    Whatever the number of slices, the same voxels are measured: of a volume that is learned from, those which none of
    the numbers shows; of a new one, all that was annotated.

    Args:
        cases: With their canonical shape, by name.
        modes: Of `MODES`.
        counts: Annotated slices of each axis.
        axes: Along which slices are annotated.
        placings: How often semi-automatic runs are repeated with slices at other places.
        cache: Folder of the prepared cases.

    Raises:
        ValueError: If a volume has fewer slices, or there are too few volumes to learn from some and measure another.
    """
    runs: list[SlicesRun] = []
    for count in counts:
        for name, (case, shape) in cases.items() if "semi-automatic" in modes else ():
            for place in range(placings):
                share = (place + 0.5) / placings
                placed = {
                    each: place_slices(shape, count=each, axes=axes, share=share, among=case.annotated)
                    for each in counts
                }
                shown = reduce(or_, placed.values())
                part = f"{name}-S{place + 1}" if placings > 1 else name
                runs.append(
                    SlicesRun(
                        mode="semi-automatic",
                        count=count,
                        part=part,
                        share=_share([shape], [placed[count]]),
                        source=SlicesSource(
                            shown=(dataclasses.replace(case, annotated=placed[count]),),
                            held_back={f"{part} held back": HeldBack(case=case, shown=shown)},
                            cache=cache,
                        ),
                        split=Split(train=(name,), val=(f"{part} held back",)),
                    )
                )
        if "automatic" in modes:
            runs.extend(_automatic(cases, count=count, axes=axes, cache=cache))
    return tuple(runs)


def _automatic(
    cases: Mapping[str, tuple[Case, tuple[int, int, int]]], *, count: int, axes: Sequence[str], cache: Path
) -> list[SlicesRun]:
    """Leave out one volume after another."""
    if len(cases) < 2:
        raise ValueError(
            f"Automatic runs learn from some volumes and measure another: give two. Received: {list(cases)}"
        )
    placed = {
        name: place_slices(shape, count=count, axes=axes, among=case.annotated) for name, (case, shape) in cases.items()
    }
    runs = []
    for left_out, (measured, _) in cases.items():
        others = [name for name in cases if name != left_out]
        runs.append(
            SlicesRun(
                mode="automatic",
                count=count,
                part=left_out,
                share=_share([cases[name][1] for name in others], [placed[name] for name in others]),
                source=SlicesSource(
                    shown=tuple(dataclasses.replace(cases[name][0], annotated=placed[name]) for name in others),
                    held_back={left_out: HeldBack(case=measured)},
                    cache=cache,
                ),
                split=Split(train=tuple(others), val=(left_out,)),
            )
        )
    return runs


def _share(shapes: Sequence[tuple[int, int, int]], slices: Sequence[AnnotatedSlices]) -> float:
    annotated = sum(int(each.mask(shape).sum()) for shape, each in zip(shapes, slices, strict=True))
    return annotated / sum(int(np.prod(shape)) for shape in shapes)
