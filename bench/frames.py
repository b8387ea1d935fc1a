"""What a page shows in every frame of the screen while something is dragged."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

__all__ = ["Frames", "watching"]

_FRAME_MS = 1000 / 60
# What the page's own thread did in between: its scripts, and all of it with layout and painting.
_SPENT = {"script": "ScriptDuration", "thread": "TaskDuration"}

# Notes, once a frame, the time, and of one view the slice that is aimed at and the one that is painted.
_RECORD = """view => {
    const frames = [];
    const note = time => {
        frames.push([time, Number(view.dataset.target), Number(view.dataset.painted)]);
        window.frameRecord.next = requestAnimationFrame(note);
    };
    window.frameRecord = { frames, next: requestAnimationFrame(note) };
}"""
_STOP = """() => {
    cancelAnimationFrame(window.frameRecord.next);
    return window.frameRecord.frames;
}"""


@dataclass(frozen=True)
class Frames:
    """What was seen in a drag.

    Args:
        rate: frames per second.
        longest: ms between two frames.
        dropped: frames of 1/60 s in which nothing new came onto the screen.
        total: frames of 1/60 s that the drag took.
        behind: frames that did not show the slice aimed at.
        slices: different slices that were painted.
        script: ms of the page's scripts per frame.
        thread: ms of the page's main thread per frame, scripts, layout and painting.
    """

    rate: float
    longest: float
    dropped: int
    total: int
    behind: int
    slices: int
    script: float
    thread: float

    def __str__(self) -> str:
        return (
            f"{self.rate:5.1f} frames/s, {self.dropped:4d} of {self.total:4d} dropped, longest {self.longest:4.0f} ms, "
            f"{self.behind:3d} without their slice, {self.slices:3d} slices, "
            f"{self.thread:4.1f} ms of the page per frame ({self.script:4.1f} ms scripts)"
        )


@contextmanager
def watching(page: Page, *, view: str) -> Iterator[list[Frames]]:
    """Note the frames of a view during the body; the list holds what was seen afterwards."""
    seen: list[Frames] = []
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.get_by_test_id(f"view-{view}").evaluate(_RECORD)
    before = _spent(session)
    yield seen
    noted = page.evaluate(_STOP)
    after = _spent(session)
    session.detach()
    seen.append(_frames(noted, spent={name: after[name] - before[name] for name in _SPENT}))


def _spent(session: CDPSession) -> dict[str, float]:
    """Give the seconds that the page's thread has spent since it began, by kind."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return {name: float(metrics[metric]) for name, metric in _SPENT.items()}


def _frames(noted: list[list[Any]], *, spent: dict[str, float]) -> Frames:
    times = [float(time) for time, _, _ in noted]
    steps = [after - before for before, after in itertools.pairwise(times)]
    total = sum(max(1, round(step / _FRAME_MS)) for step in steps)
    return Frames(
        rate=1000 / statistics.fmean(steps),
        longest=max(steps),
        dropped=total - len(steps),
        total=total,
        behind=sum(target != painted for _, target, painted in noted),
        slices=len({painted for _, _, painted in noted}),
        script=1000 * spent["script"] / len(steps),
        thread=1000 * spent["thread"] / len(steps),
    )
