"""The viewer in Chromium: how soon it shows a study, how smoothly it moves, what it holds; beside NiiVue."""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from bench import first_picture, frames, mixed
from bench.chromium import SCARCE, memory_of, program, signed_in
from bench.dragging import STEPS, drag_slider
from bench.painted import PAINTED, WHOLE
from model.data.phantom import write_demo_case
from model.volumes import AXES
from tests.support.product import CHANNELS, Product, serve

SHAPE = (240, 240, 155)
OPENINGS = 4

# Click, and look in every frame whether all three views are painted, with their mask if there is one.
_OPEN = """([link, masked]) => new Promise(resolve => {
    const views = () => [...document.querySelectorAll('[data-testid^=view-][data-painted]')];
    const ready = view => view.dataset.painted !== '' && (!masked || view.dataset.segmentation !== '');
    const started = performance.now();
    const look = now => {
        const found = views();
        if (found.length >= 3 && found.every(ready)) resolve(now - started);
        else requestAnimationFrame(look);
    };
    link.click();
    requestAnimationFrame(look);
})"""


def measure(product: Product, *, study: dict[str, Any], case: Mapping[str, Path]) -> None:
    """Print what the viewer does with a study, and NiiVue with one channel of its case from the same server."""
    print("\nviewer in Chromium, 1920x1080, drawn by the processor (budget: open 300 ms, drag 60 frames/s):")
    if program() is None:
        print("  not measured: Chromium is not installed (make test-deps)")
        return
    masked = bool(study["segmentations"])
    _measure_opening(product, study=study, masked=masked)
    for name, memory in (("from memory", None), ("PNGs alone", SCARCE)):
        for axis in AXES:
            _measure_cold_drag(product, study=study, masked=masked, name=name, memory=memory, axis=axis)
        _measure_dragging(product, study=study, masked=masked, name=name, memory=memory)
    mixed.measure()
    first_picture.measure(product, study=study, case=case)


def _measure_opening(product: Product, *, study: dict[str, Any], masked: bool) -> None:
    """Print the time from a click on the study in its patient's list to three painted views."""
    with signed_in(product) as page:
        times = []
        for _ in range(OPENINGS):
            page.goto(f"/patients/{study['patient']['id']}")
            link = page.locator(f"a[href='/studies/{study['id']}']").first.element_handle()
            times.append(float(page.evaluate(_OPEN, [link, masked])))
    rest = statistics.median(times[1:])
    print(f"  click on a study to three painted views  {times[0]:5.0f} ms cold, {rest:5.0f} ms again")


def _measure_cold_drag(
    product: Product, *, study: dict[str, Any], masked: bool, name: str, memory: float | None, axis: str
) -> None:
    """Print the frames of one axis that is dragged as soon as a fresh browser shows the study."""
    with signed_in(product, device_memory=memory) as page:
        page.goto(f"/studies/{study['id']}")
        page.wait_for_function(PAINTED, arg=masked, polling="raf")
        print(f"  {name:<11} {axis:<8} drag, cold  {_drag_axis(page, axis=axis)}")


def _measure_dragging(
    product: Product, *, study: dict[str, Any], masked: bool, name: str, memory: float | None
) -> None:
    """Print the frames of whole axes and of a window being dragged."""
    with signed_in(product, device_memory=memory) as page:
        page.goto(f"/studies/{study['id']}")
        page.wait_for_function(PAINTED, arg=masked, polling="raf")
        if memory is None:
            page.wait_for_function(WHOLE, polling="raf")
        for axis in AXES:
            print(f"  {name:<11} {axis:<8} drag, warm  {_drag_axis(page, axis=axis)}")
        print(f"  {name:<11} window and level drag {_drag_window(page, view='axial')}")
        print(f"  {name:<11} memory: {memory_of()}")


def _drag_axis(page: Page, *, axis: str) -> frames.Frames:
    """Drag a slider from one end to the other with the mouse."""
    with drag_slider(page, axis=axis) as drag, frames.watching(page, view=axis) as seen:
        drag()
    return seen[0]


def _drag_window(page: Page, *, view: str) -> frames.Frames:
    """Drag level and width over a view with the right button."""
    box = page.get_by_test_id(f"canvas-{view}").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down(button="right")
    with frames.watching(page, view=view) as seen:
        page.mouse.move(x + box["width"] / 4, y + box["height"] / 4, steps=STEPS)
    page.mouse.up(button="right")
    return seen[0]


def main() -> None:
    """Measure the viewer alone, on a synthetic case."""
    parser = argparse.ArgumentParser(prog="python -m bench.viewer", description=__doc__)
    parser.add_argument("--shape", type=int, nargs=3, default=SHAPE, help="voxels of the case, 240 240 155 if left out")
    shape = tuple(parser.parse_args().shape)
    with tempfile.TemporaryDirectory(prefix="neuroslice-bench-") as scratch, serve(Path(scratch) / "data") as product:
        files = write_demo_case(Path(scratch) / "case", shape=shape)
        case = {channel: files[channel] for channel in CHANNELS}
        accepted = product.upload(case, mrn="BENCH-1", name="Bench Phantom")
        product.finished_job(accepted["job"]["id"])
        print(f"case: synthetic, {'x'.join(map(str, shape))} x4")
        measure(product, study=product.request("GET", f"/api/studies/{accepted['study']['id']}").json(), case=case)


if __name__ == "__main__":
    main()
