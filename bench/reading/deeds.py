"""What a reader's hand does with mouse and keys, each deed by its name and by how often it is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from playwright.sync_api import Locator, Page

from tests.e2e.looking import place
from tests.e2e.measuring import rows, take

__all__ = ["DEEDS", "Deed", "press", "some_place", "some_view"]

Deed = Callable[[Page, Random], None]


def some_view(page: Page, random: Random) -> str:
    """Choose a view that is on the screen."""
    views = page.locator("[data-testid^=canvas-]").evaluate_all(
        "nodes => nodes.filter(node => node.getBoundingClientRect().width > 0).map(node => node.dataset.testid)"
    )
    return str(random.choice(views)).removeprefix("canvas-")


def some_place(page: Page, random: Random, view: str) -> tuple[float, float]:
    """Choose a point within the head."""
    return place(page, view, across=random.uniform(0.3, 0.7), down=random.uniform(0.3, 0.7))


def press(control: Locator) -> None:
    """Press a control where there is one that can be pressed."""
    if control.count() > 0 and control.first.is_enabled():
        control.first.scroll_into_view_if_needed()
        control.first.click()


def wheel_through(page: Page, random: Random) -> None:
    page.mouse.move(*some_place(page, random, some_view(page, random)))
    direction = random.choice((-120, 120))
    for _ in range(random.randint(5, 40)):
        page.mouse.wheel(0, direction)
        page.wait_for_timeout(random.randint(15, 60))


def wheel_closer(page: Page, random: Random) -> None:
    page.mouse.move(*some_place(page, random, some_view(page, random)))
    page.keyboard.down("Control")
    for _ in range(random.randint(1, 5)):
        page.mouse.wheel(0, random.choice((-120, -120, 120)))
        page.wait_for_timeout(60)
    page.keyboard.up("Control")


def drag_slider(page: Page, random: Random) -> None:
    box = page.get_by_test_id(f"view-{some_view(page, random)}").get_by_role("slider").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + random.uniform(0.2, 0.8) * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + random.uniform(0.1, 0.9) * box["width"], y, steps=random.randint(15, 60))
    page.mouse.up()


def drag_crosshair(page: Page, random: Random) -> None:
    page.keyboard.press("x")
    _drag(page, random, button="left")


def drag_window(page: Page, random: Random) -> None:
    _drag(page, random, button="right")


def drag_picture(page: Page, random: Random) -> None:
    _drag(page, random, button="middle")


def press_keys(page: Page, random: Random) -> None:
    page.mouse.move(*some_place(page, random, some_view(page, random)))
    for key in random.choices(("ArrowUp", "ArrowDown", "PageUp", "PageDown", "n", "b", "Home", "End"), k=8):
        page.keyboard.press(key)
        page.wait_for_timeout(random.randint(20, 120))


def change_channel(page: Page, random: Random) -> None:
    for key in random.sample("1234", k=2):
        page.keyboard.press(key)
        page.wait_for_timeout(300)


def change_looks(page: Page, random: Random) -> None:
    for key in random.choices("sadir", k=3):
        page.keyboard.press(key)
        page.wait_for_timeout(150)


def reset(page: Page, random: Random) -> None:
    page.keyboard.press("r")


def change_layout(page: Page, random: Random) -> None:
    layouts = page.get_by_role("radiogroup", name="Layout").get_by_role("radio")
    layouts.nth(random.randrange(layouts.count())).check(force=True)
    page.wait_for_timeout(500)


def enlarge_and_back(page: Page, random: Random) -> None:
    for _ in range(2):
        page.mouse.dblclick(*some_place(page, random, some_view(page, random)))
        page.wait_for_timeout(600)


def change_options(page: Page, random: Random) -> None:
    options = page.get_by_role("group", name="View options").locator("button[aria-pressed]")
    names = [
        name for name in options.evaluate_all("nodes => nodes.map(node => node.title)") if "ull screen" not in name
    ]
    option = page.get_by_role("group", name="View options").get_by_title(random.choice(names), exact=True)
    for _ in range(2):
        option.click()
        page.wait_for_timeout(400)


def go_to_region(page: Page, random: Random) -> None:
    press(
        page.get_by_test_id(f"region-{random.choice(('WT', 'TC', 'ET'))}").get_by_role(
            "button", name=re.compile("largest")
        )
    )


def switch_region(page: Page, random: Random) -> None:
    switch = page.get_by_test_id(f"region-{random.choice(('WT', 'TC', 'ET'))}").get_by_role("switch")
    for _ in range(2):
        press(switch)
        page.wait_for_timeout(200)


def show_uncertainty(page: Page, random: Random) -> None:
    switch = page.get_by_test_id("uncertainty").get_by_role("switch")
    for _ in range(2):
        press(switch)
        page.wait_for_timeout(800)


def go_to_lesion(page: Page, random: Random) -> None:
    press(page.locator("[data-testid^=lesion-] > button:first-child"))


def measure(page: Page, random: Random) -> None:
    view = some_view(page, random)
    tool = random.choice(("Distance", "Ellipse", "Freehand region", "Two diameters", "Point", "Angle"))
    take(page, tool)
    start = some_place(page, random, view)
    if tool == "Angle":
        for _ in range(3):
            page.mouse.click(*some_place(page, random, view))
            page.wait_for_timeout(250)
    else:
        page.mouse.move(*start)
        page.mouse.down()
        for x, y in ((40, 5), (55, 30), (30, 50), (5, 35)) if tool == "Freehand region" else ((50, 30),):
            page.mouse.move(start[0] + x, start[1] + y, steps=8)
        page.mouse.up()
    page.wait_for_timeout(600)
    page.keyboard.press("Escape")
    page.keyboard.press("x")


def undo_and_redo(page: Page, random: Random) -> None:
    for key in ("Control+z", "Control+Shift+z")[: random.randint(1, 2)]:
        page.keyboard.press(key)
        page.wait_for_timeout(500)


def visit_measurement(page: Page, random: Random) -> None:
    if rows(page).count() > 0:
        press(rows(page).nth(random.randrange(rows(page).count())).get_by_role("button"))


def delete_measurement(page: Page, random: Random) -> None:
    press(rows(page).last.get_by_role("button", name=re.compile("^Delete")))


def play(page: Page, random: Random) -> None:
    page.mouse.move(*some_place(page, random, some_view(page, random)))
    page.keyboard.press("c")
    page.wait_for_timeout(random.randint(1000, 3000))
    page.keyboard.press("c")


def ask_for_help(page: Page, random: Random) -> None:
    page.keyboard.press("?")
    page.wait_for_timeout(800)
    page.keyboard.press("Escape")


def _drag(page: Page, random: Random, *, button: str) -> None:
    view = some_view(page, random)
    page.mouse.move(*some_place(page, random, view))
    page.mouse.down(button=button)  # type: ignore[arg-type]
    page.mouse.move(*some_place(page, random, view), steps=random.randint(10, 40))
    page.mouse.up(button=button)  # type: ignore[arg-type]


DEEDS: Mapping[Deed, int] = {
    wheel_through: 8,
    wheel_closer: 3,
    drag_slider: 5,
    drag_crosshair: 5,
    drag_window: 3,
    drag_picture: 2,
    press_keys: 4,
    change_channel: 4,
    change_looks: 2,
    reset: 2,
    change_layout: 3,
    enlarge_and_back: 1,
    change_options: 2,
    go_to_region: 3,
    switch_region: 2,
    show_uncertainty: 1,
    go_to_lesion: 2,
    measure: 4,
    undo_and_redo: 1,
    visit_measurement: 2,
    delete_measurement: 2,
    play: 1,
    ask_for_help: 1,
}
