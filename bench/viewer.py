"""The viewer in Chromium: how soon it shows a study, how smoothly it moves, what it holds; beside NiiVue."""

from __future__ import annotations

import mimetypes
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from bench import frames
from bench.chromium import memory_of, program, signed_in
from model.data.phantom import write_demo_case
from model.volumes import AXES
from tests.support.product import CHANNELS, Product, serve

CHANNEL = "flair"
SHAPE = (240, 240, 155)
FRONTEND = Path(__file__).parents[1] / "frontend"
# GiB that a browser says the machine has, so few that slices stay PNGs.
SCARCE = 0.001
OPENINGS = 4
# Moves of the mouse in one drag.
STEPS = 150

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
_PAINTED = """masked => {
    const views = [...document.querySelectorAll('[data-testid^=view-][data-painted]')];
    const ready = view => view.dataset.painted !== '' && (!masked || view.dataset.segmentation !== '');
    return views.length >= 3 && views.every(ready) && performance.now();
}"""
_WHOLE = """() => {
    const bars = [...document.querySelectorAll('[data-loaded]')];
    return bars.length >= 3 && bars.every(bar => bar.dataset.loaded === bar.dataset.count) && performance.now();
}"""


def measure(product: Product, *, study: dict[str, Any]) -> None:
    """Print what the viewer does with a study, and NiiVue with the same volume from the same server."""
    print("\nviewer in Chromium, 1920x1080, drawn by the processor (budget: open 300 ms, drag 60 frames/s):")
    if program() is None:
        print("  not measured: Chromium is not installed (make test-deps)")
        return
    masked = bool(study["segmentations"])
    _measure_opening(product, study=study, masked=masked)
    for name, memory in (("from memory", None), ("PNGs alone", SCARCE)):
        _measure_dragging(product, study=study, masked=masked, name=name, memory=memory)
    _measure_first_picture(product, study=study, masked=masked)


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


def _measure_dragging(
    product: Product, *, study: dict[str, Any], masked: bool, name: str, memory: float | None
) -> None:
    """Print the frames of whole axes and of a window being dragged."""
    with signed_in(product, device_memory=memory) as page:
        page.goto(f"/studies/{study['id']}")
        page.wait_for_function(_PAINTED, arg=masked, polling="raf")
        print(f"  {name:<11} axial    drag, cold  {_drag_axis(page, axis='axial')}")
        if memory is None:
            page.wait_for_function(_WHOLE, polling="raf")
        for axis in AXES:
            print(f"  {name:<11} {axis:<8} drag, warm  {_drag_axis(page, axis=axis)}")
        print(f"  {name:<11} window and level drag {_drag_window(page, view='axial')}")
        print(f"  {name:<11} memory: {memory_of()}")


def _drag_axis(page: Page, *, axis: str) -> frames.Frames:
    """Drag a slider from one end to the other with the mouse."""
    slider = page.get_by_test_id(f"view-{axis}").get_by_role("slider")
    slider.fill("0")
    box = slider.bounding_box()
    assert box is not None
    left, right, middle = box["x"] + 8, box["x"] + box["width"] - 8, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    with frames.watching(page, view=axis) as seen:
        page.mouse.move(right, middle, steps=STEPS)
    page.mouse.up()
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


def _measure_first_picture(product: Product, *, study: dict[str, Any], masked: bool) -> None:
    """Print how soon a fresh browser shows one address, and what it then holds: the viewer, and NiiVue."""
    print(f"  a fresh browser with WebGL at one address, first picture of {CHANNEL}:")
    with signed_in(product, webgl=True) as page:
        page.goto(f"/studies/{study['id']}")
        painted = page.wait_for_function(_PAINTED, arg=masked, polling="raf").json_value()
        whole = page.wait_for_function(_WHOLE, polling="raf").json_value()
        page.wait_for_load_state("networkidle")
        print(
            f"    NeuroSlice  {painted:6.0f} ms ({whole:.0f} ms to all slices); four channels and mask: {memory_of()}"
        )
    with _niivue_page() as folder, signed_in(product, webgl=True) as page:
        page.route("**/niivue-bench/**", lambda route: _give(route, folder))
        volume = f"/api/studies/{study['id']}/images/{CHANNEL}.nii.gz%3Fgrid%3Dcanonical"
        page.goto(f"/niivue-bench/niivue.html?url={volume}")
        painted = page.wait_for_function("() => document.body.dataset.painted", polling="raf").json_value()
        page.wait_for_load_state("networkidle")
        print(f"    NiiVue      {float(painted):6.0f} ms; one channel: {memory_of()}")


@contextmanager
def _niivue_page() -> Iterator[Path]:
    """Build the page that opens a volume in NiiVue; it is no part of the product."""
    with tempfile.TemporaryDirectory(prefix="neuroslice-niivue-") as folder:
        command = [
            "npx",
            "vite",
            "build",
            "--config",
            "bench/vite.config.js",
            "--outDir",
            folder,
            "--logLevel",
            "error",
        ]
        subprocess.run(command, cwd=FRONTEND, check=True)
        yield Path(folder)


def _give(route: Route, folder: Path) -> None:
    """Answer for the bench page's own files, as if they lay on the server."""
    file = folder / urlsplit(route.request.url).path.partition("/niivue-bench/")[2]
    if file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
    else:
        route.fulfill(status=404)


def main() -> None:
    """Measure the viewer alone, on a synthetic case of the usual size."""
    with tempfile.TemporaryDirectory(prefix="neuroslice-bench-") as scratch, serve(Path(scratch) / "data") as product:
        files = write_demo_case(Path(scratch) / "case", shape=SHAPE)
        accepted = product.upload(
            {channel: files[channel] for channel in CHANNELS}, mrn="BENCH-1", name="Bench Phantom"
        )
        product.finished_job(accepted["job"]["id"])
        print(f"case: synthetic, {'x'.join(map(str, SHAPE))} x4")
        measure(product, study=product.request("GET", f"/api/studies/{accepted['study']['id']}").json())


if __name__ == "__main__":
    main()
