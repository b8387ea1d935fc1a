"""What a reader's fingers do on a tablet, each deed by how often it is done."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from playwright.sync_api import Page

from bench.reading import deeds
from bench.reading.deeds import Deed, some_place, some_view
from tests.e2e.looking import place
from tests.e2e.measuring import take
from tests.e2e.touching import touch

__all__ = ["TOUCHES"]


def tap(page: Page, random: Random) -> None:
    page.touchscreen.tap(*some_place(page, random, some_view(page, random)))


def stroke(page: Page, random: Random) -> None:
    x, y = place(page, some_view(page, random), across=0.5, down=0.5)
    way = random.choice((-1, 1))
    for _ in range(random.randint(1, 4)):
        touch(page, [(x, y + way * step * 6) for step in range(random.randint(5, 15))])
        page.wait_for_timeout(80)


def pinch(page: Page, random: Random) -> None:
    x, y = place(page, some_view(page, random), across=0.5, down=0.5)
    apart = [30 + 4 * step for step in range(12)]
    if random.random() < 0.5:
        apart.reverse()
    touch(page, [(x - step, y) for step in apart], [(x + step, y) for step in apart])


def two_fingers(page: Page, random: Random) -> None:
    x, y = place(page, some_view(page, random), across=0.5, down=0.5)
    dx, dy = random.randint(-4, 4), random.randint(-4, 4)
    path = [(x + dx * step, y + dy * step) for step in range(12)]
    touch(page, path, [(left + 40, top) for left, top in path])


def draw(page: Page, random: Random) -> None:
    take(page, random.choice(("Distance", "Ellipse", "Two diameters")))
    x, y = some_place(page, random, some_view(page, random))
    touch(page, [(x + 5 * step, y + 3 * step) for step in range(10)])
    page.wait_for_timeout(600)
    take(page, "Crosshair")


TOUCHES: Mapping[Deed, int] = {
    tap: 6,
    stroke: 8,
    pinch: 4,
    two_fingers: 3,
    deeds.change_layout: 3,
    deeds.change_options: 2,
    deeds.go_to_region: 3,
    deeds.switch_region: 2,
    deeds.show_uncertainty: 1,
    deeds.go_to_lesion: 2,
    draw: 3,
    deeds.visit_measurement: 2,
    deeds.delete_measurement: 2,
}
