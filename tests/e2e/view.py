"""One view of the page, to be pointed at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from playwright.sync_api import Page

from model.volumes import AXIS_INDEX, pixel_spacing
from tests.e2e.painting import Placed, placed


@dataclass(frozen=True)
class View:
    """One view of the page, in which places are shares of its picture."""

    page: Page
    axis: str
    study: dict[str, Any]

    @property
    def mm_per_pixel(self) -> float:
        """How much of the patient one CSS pixel shows."""
        return self._extent()[1] / self._placed().size[1]

    def at(self, across: float, down: float) -> tuple[float, float]:
        """Give the place on the screen of a share of the picture, from its left and its top."""
        box, whole = self._box(), self._placed()
        top, left = whole.start + np.array([down, across]) * whole.size
        return box["x"] + float(left), box["y"] + float(top)

    def drag(self, *places: tuple[float, float]) -> None:
        """Press at the first place, go through the others, and let go at the last."""
        self.page.mouse.move(*self.at(*places[0]))
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*self.at(*place), steps=4)
        self.page.mouse.up()

    def mm_between(self, one: tuple[float, float], other: tuple[float, float]) -> float:
        """Give the true distance of two places."""
        height, width = self._extent()
        return math.hypot((other[0] - one[0]) * width, (other[1] - one[1]) * height)

    def _extent(self) -> tuple[float, float]:
        rows, columns = pixel_spacing(self.study["spacing"], self.axis)
        across, down = (size for number, size in enumerate(self.study["shape"]) if number != AXIS_INDEX[self.axis])
        return down * rows, across * columns

    def _placed(self) -> Placed:
        box = self._box()
        return placed(self.study, axis=self.axis, frame=(round(box["height"]), round(box["width"])))

    def _box(self) -> Any:
        return self.page.get_by_test_id(f"canvas-{self.axis}").bounding_box()
