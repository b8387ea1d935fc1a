"""Inputs that should be noticed, made from a good study, and what should be said of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from model.data.phantom_head import add_head
from model.inference.checks.coarse import Coarse, coarsen
from model.inference.preprocess import Box, Prepared, prepare
from model.inference.result import Finding
from model.tasks.card import TaskCard

Volumes = Mapping[str, NDArray[np.float32]]

_AIR = 0.03
"""Noise of the air around a head, as a share of the brain's median."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Trial:
    """One input and what the checks should say.

    Args:
        name: Of the kind of trial.
        coarse: The input.
        millilitres: How much of each channel is not background.
        expected: Code and channel of the findings that are right; none for an input that is fine.
        any_channel: Whether the code is right whatever channel it is said of.
    """

    name: str
    coarse: Coarse
    millilitres: Mapping[str, float]
    expected: frozenset[tuple[str, str | None]] = frozenset()
    any_channel: bool = False

    def is_right(self, findings: tuple[Finding, ...]) -> bool:
        """Say whether the findings are those that are expected, and no others."""
        if self.any_channel:
            return bool(findings) and {finding.code for finding in findings} == {code for code, _ in self.expected}
        return {(finding.code, finding.channel) for finding in findings} == self.expected


def make_trials(
    volumes: Volumes,
    *,
    spacing: tuple[float, float, float],
    task: TaskCard,
    random: np.random.Generator,
    impostors: bool = True,
) -> Iterator[Trial]:
    """Yield a good study as it is, mirrored and with channels missing, and then everything that should be noticed.

    Args:
        volumes: All channels of a good study, canonical.
        spacing: Millimetres between voxels.
        task: Its channels.
        random: Draws noise and heads.
        impostors: Also try noise, balls and heads, which take most of the time.
    """
    prepared = prepare([volumes[channel] for channel in task.channel_ids], spacing=spacing, target=task.spacing)
    good = _look("good study", prepared, volumes=volumes, task=task)
    yield good
    mirrored = replace(prepared, image=np.ascontiguousarray(prepared.image[::-1]))
    yield _look("mirrored study", mirrored, volumes=volumes, task=task)
    for channel in task.channel_ids:
        slots = {other: other for other in volumes if other != channel}
        yield _rename(good, slots, name=f"good study without {channel}")
    for first, second in combinations(task.channel_ids, 2):
        slots = {channel: channel for channel in task.channel_ids} | {first: second, second: first}
        yield _rename(good, slots, name=f"{first} and {second} swapped")
        slots = {channel: channel for channel in task.channel_ids if channel != second} | {first: second}
        yield _rename(good, slots, name=f"{second} in the {first} slot, {first} missing")
    if impostors:
        yield from _strange(volumes, box=prepared.box, spacing=spacing, task=task, random=random)


def _strange(
    volumes: Volumes, *, box: Box, spacing: tuple[float, float, float], task: TaskCard, random: np.random.Generator
) -> Iterator[Trial]:
    """Yield what is no brain and what is more than one."""
    # The checks look at 4 mm: every second voxel of 1 mm is plenty for them, and eight times as quick.
    step = max(1, int(2.0 / max(spacing)))
    brains = {channel: data[box][::step, ::step, ::step] for channel, data in volumes.items()}
    size = (spacing[0] * step, spacing[1] * step, spacing[2] * step)

    def look(name: str, given: Volumes) -> Trial:
        prepared = prepare([given[channel] for channel in task.channel_ids], spacing=size, target=task.spacing)
        return _look(name, prepared, volumes=given, task=task)

    brain = np.any([data != 0 for data in brains.values()], axis=0)
    for name, impostor in _impostors(brain, random=random).items():
        trial = look(name, dict(zip(task.channel_ids, impostor, strict=True)))
        yield replace(trial, expected=frozenset({("not-a-brain", None)}), any_channel=True)
    head = add_head(brains, spacing=size, random=random)
    noisy = add_head(brains, spacing=size, random=random, air=_AIR)
    for name, given in {"head with skull and skin": head, "head in noisy air": noisy}.items():
        yield replace(look(name, given), expected=frozenset({("not-skull-stripped", None)}))
    last = task.channel_ids[-1]
    room = [(outer - inner) // 2 for outer, inner in zip(head[last].shape, brain.shape, strict=True)]
    padded = {channel: np.pad(data, [(side, side) for side in room]) for channel, data in brains.items()}
    trial = look(f"skull and skin in {last} alone", {**padded, last: head[last]})
    yield replace(trial, expected=frozenset({("not-skull-stripped", last)}))


def _impostors(brain: NDArray[np.bool_], *, random: np.random.Generator) -> dict[str, list[NDArray[np.float32]]]:
    """Return four volumes each of what is no brain."""
    axes = [np.linspace(-1, 1, size, dtype=np.float32) for size in brain.shape]
    x, y, z = np.meshgrid(*axes, indexing="ij", sparse=True)
    ball = x**2 + y**2 + z**2 < 0.35
    shade = 1 + 0.2 * x + 0.1 * y * z

    def noise(where: NDArray[np.bool_]) -> NDArray[np.float32]:
        return np.asarray(np.where(where, np.abs(random.normal(100, 20, where.shape)) + 1, 0), np.float32)

    everywhere = np.ones_like(brain)
    return {
        "noise everywhere": [noise(everywhere) for _ in range(4)],
        "noise in the shape of a brain": [noise(brain) for _ in range(4)],
        "smooth ball": [np.asarray(ball * shade * (100 + index * y), np.float32) for index in range(4)],
        "one value in the shape of a brain": [np.asarray(brain * 100.0, np.float32) for _ in range(4)],
    }


def _look(name: str, prepared: Prepared, *, volumes: Volumes, task: TaskCard) -> Trial:
    voxel_ml = float(np.prod(prepared.spacing)) / 1000
    return Trial(
        name=name,
        coarse=coarsen(prepared, channels=task.channel_ids, present=tuple(volumes)),
        millilitres={channel: float(np.count_nonzero(data)) * voxel_ml for channel, data in volumes.items()},
    )


def _rename(trial: Trial, slots: Mapping[str, str], *, name: str) -> Trial:
    """Return the same study with other volumes in its slots; each slot that is wrong should be named."""
    return Trial(
        name=name,
        coarse=replace(trial.coarse, values={slot: trial.coarse.values[volume] for slot, volume in slots.items()}),
        millilitres={slot: trial.millilitres[volume] for slot, volume in slots.items()},
        expected=frozenset(("wrong-modality", slot) for slot, volume in slots.items() if slot != volume),
    )
