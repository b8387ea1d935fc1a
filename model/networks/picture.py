"""A picture of a network, drawn from what it is made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

from model.networks.anatomy import Anatomy, Stage, Step

__all__ = ["draw_network"]

_MOST_STEPS = 8
_GAP, _STAGE_GAP, _MARGIN, _HEAD = 22.0, 34.0, 24.0, 60.0
_TALLEST, _SHRINK, _CAPTION = 150.0, 0.62, 92.0
_DOWN, _UP, _INK, _FAINT, _SKIP = "#5b8def", "#e8954a", "#1f2933", "#66727f", "#9aa5b1"
_FONT = "font-family='DejaVu Sans, Verdana, Arial, sans-serif'"


@dataclass(frozen=True)
class _Box:
    """A stage's place: the left edge of each step, where it ends, and its top and height."""

    stage: Stage
    shown: tuple[Step | None, ...]
    lefts: tuple[float, ...]
    right: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def end(self) -> float:
        """The right edge of the last step; `right` may be that of a longer caption."""
        return self.lefts[-1] + _width(self.shown[-1])


def draw_network(anatomy: Anatomy, *, title: str, subtitle: str) -> str:
    """Return a picture as SVG: a bar for each array, as wide as it has channels, as high as its resolution.

    Args:
        anatomy: Of a network built for one shape.
        title: First line.
        subtitle: Second line, smaller.
    """
    boxes = _place(anatomy)
    width = max(box.right for box in boxes) + _MARGIN
    height = max(box.top + box.height for box in boxes) + _CAPTION - 22.0
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:.0f} {height:.0f}' role='img' {_FONT}>",
        f"<title>{escape(title)}</title>",
        f"<rect width='{width:.0f}' height='{height:.0f}' fill='#ffffff'/>",
        "<defs><marker id='tip' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='7' markerHeight='7' orient='auto'>"
        f"<path d='M0 0L8 4L0 8z' fill='{_FAINT}'/></marker></defs>",
        _text(_MARGIN, 24.0, title, size=16, colour=_INK, anchor="start", weight="bold"),
        _text(_MARGIN, 42.0, subtitle, size=11, colour=_FAINT, anchor="start"),
    ]
    by_place = {(box.stage.level, box.stage.rising): box for box in boxes}
    for level in sorted(anatomy.skips):
        start, end = by_place[level, False], by_place[level, True]
        parts.append(_arrow(start.end + 6, start.middle, end.lefts[0] - 6, start.middle, dashed=True))
    for before, after in pairwise(boxes):
        parts.append(_between(before, after))
    for box in boxes:
        parts.extend(_draw_stage(box))
    return "\n".join([*parts, "</svg>", ""])


def _place(anatomy: Anatomy) -> list[_Box]:
    """Lay the stages out from left to right, coarser ones lower down."""
    levels = max(stage.level for stage in anatomy.stages) + 1
    heights = [max(_TALLEST * _SHRINK**level, 18.0) for level in range(levels)]
    tops = [_HEAD + 22.0 + sum(heights[:level]) + _CAPTION * level for level in range(levels)]
    x = _MARGIN
    boxes = []
    for stage in anatomy.stages:
        shown: tuple[Step | None, ...] = tuple(stage.steps)
        if len(shown) > _MOST_STEPS:
            shown = (*shown[:2], None, shown[-1])
        lefts = []
        for step in shown:
            lefts.append(x)
            x += _width(step) + _GAP
        right = max(x - _GAP, lefts[0] + 7.0 * max(len(line) for line in _caption(stage)))
        boxes.append(_Box(stage, shown, tuple(lefts), right, tops[stage.level], heights[stage.level]))
        x = right + _STAGE_GAP
    return boxes


def _width(step: Step | None) -> float:
    """Say how wide the bar of an array is; None stands for several that are left out."""
    return 14.0 if step is None else 3.0 + 2.4 * math.log2(step.channels + 1)


def _draw_stage(box: _Box) -> list[str]:
    colour = _UP if box.stage.rising else _DOWN
    parts = []
    for left, step in zip(box.lefts, box.shown, strict=True):
        centre = left + _width(step) / 2
        if step is None:
            parts.append(_text(centre, box.middle + 4, "…", size=16, colour=_FAINT))
            continue
        parts.append(
            f"<rect x='{left:.1f}' y='{box.top:.1f}' width='{_width(step):.1f}' height='{box.height:.1f}' rx='2' "
            f"fill='{colour}'/>"
        )
        parts.append(_text(centre, box.top - 6, str(step.channels), size=11, colour=_INK))
    for index, line in enumerate(_caption(box.stage)):
        parts.append(
            _text(box.lefts[0], box.top + box.height + 16 + 14 * index, line, size=10, colour=_FAINT, anchor="start")
        )
    return parts


def _caption(stage: Stage) -> list[str]:
    """Say the sizes at the beginning and, where they are others, at the end, and how often is convolved."""
    first, last = stage.steps[0].sizes, stage.steps[-1].sizes
    lines = [_sizes(first)] if first == last else [_sizes(first), f"→ {_sizes(last)}"]
    if stage.convolutions:
        lines.append(f"{stage.convolutions} convolution{'s' if stage.convolutions > 1 else ''}")
    return lines


def _sizes(sizes: Sequence[int]) -> str:
    return "×".join(str(size) for size in sizes)


def _between(before: _Box, after: _Box) -> str:
    """Draw the way from one stage to the next: down, up, or on."""
    if after.stage.level > before.stage.level:
        return _arrow(before.end + 8, before.top + before.height * 0.75, after.lefts[0] - 4, after.middle)
    return _arrow(before.end + 4, before.middle, after.lefts[0] - 4, after.top + after.height * 0.75)


def _arrow(x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False) -> str:
    look = f"stroke='{_SKIP}' stroke-dasharray='5 4'" if dashed else f"stroke='{_FAINT}'"
    return (
        f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' {look} stroke-width='1.4' "
        "marker-end='url(#tip)'/>"
    )


def _text(
    x: float, y: float, words: str, *, size: int, colour: str, anchor: str = "middle", weight: str = "normal"
) -> str:
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' font-size='{size}' fill='{colour}' text-anchor='{anchor}' "
        f"font-weight='{weight}'>{escape(words)}</text>"
    )
