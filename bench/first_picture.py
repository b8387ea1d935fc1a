"""How soon a fresh browser shows a study, and what it then holds: the viewer, and NiiVue with the same volume."""

from __future__ import annotations

import mimetypes
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Route

from bench.chromium import Memory, memory_of, signed_in
from bench.painted import PAINTED, WHOLE
from tests.support.product import Product

CHANNEL = "flair"
FRONTEND = Path(__file__).parents[1] / "frontend"
OPENINGS = 3


@dataclass(frozen=True)
class _Opening:
    """One address in a fresh browser: ms to the first picture and to all slices, and the memory then."""

    picture: float
    whole: float
    memory: Memory

    @property
    def mib(self) -> float:
        return self.memory.page + self.memory.drawing


def measure(product: Product, *, study: dict[str, Any], case: Mapping[str, Path]) -> None:
    """Print the first picture of the study, and of one channel alone beside NiiVue."""
    print("  a fresh browser with WebGL at one address:")
    every = _open_viewer(product, study=study)
    print(f"    NeuroSlice, all channels and mask  {_words(every)} ({every.whole:.0f} ms to all slices)")
    alone = _keep_one_channel(product, file=case[CHANNEL])
    ours = _median(lambda: _open_viewer(product, study=alone))
    print(f"    NeuroSlice, {CHANNEL} alone            {_words(ours)} ({ours.whole:.0f} ms to all slices)")
    with _niivue_page() as folder:
        theirs = _median(lambda: _open_niivue(product, study=alone, folder=folder))
    print(f"    NiiVue,     {CHANNEL} alone            {_words(theirs)}")
    print(
        f"    NiiVue : NeuroSlice, {CHANNEL} alone   {theirs.picture / ours.picture:.2f} in time, "
        f"{theirs.mib / ours.mib:.2f} in memory (medians of {OPENINGS})"
    )


def _words(opening: _Opening) -> str:
    return f"{opening.picture:6.0f} ms, {opening.memory}"


def _median(open_it: Callable[[], _Opening]) -> _Opening:
    openings = [open_it() for _ in range(OPENINGS)]
    middle = statistics.median
    return _Opening(
        picture=middle(each.picture for each in openings),
        whole=middle(each.whole for each in openings),
        memory=Memory(
            page=middle(each.memory.page for each in openings), drawing=middle(each.memory.drawing for each in openings)
        ),
    )


def _keep_one_channel(product: Product, *, file: Path) -> dict[str, Any]:
    """Keep a study of one channel, without a mask: neither viewer has more to show than the other."""
    accepted = product.upload({CHANNEL: file}, mrn="BENCH-ONE", name="Bench One")
    product.request("DELETE", f"/api/jobs/{accepted['job']['id']}")
    product.finished_job(accepted["job"]["id"])
    study: dict[str, Any] = product.request("GET", f"/api/studies/{accepted['study']['id']}").json()
    assert (study["channels"], study["segmentations"]) == ([CHANNEL], []), study
    return study


def _open_viewer(product: Product, *, study: dict[str, Any]) -> _Opening:
    with signed_in(product, webgl=True) as page:
        page.goto(f"/studies/{study['id']}")
        painted = page.wait_for_function(PAINTED, arg=bool(study["segmentations"]), polling="raf").json_value()
        whole = page.wait_for_function(WHOLE, polling="raf").json_value()
        page.wait_for_load_state("networkidle")
        return _Opening(picture=float(painted), whole=float(whole), memory=memory_of())


def _open_niivue(product: Product, *, study: dict[str, Any], folder: Path) -> _Opening:
    with signed_in(product, webgl=True) as page:
        page.route("**/niivue-bench/**", lambda route: _give(route, folder))
        volume = f"/api/studies/{study['id']}/images/{CHANNEL}.nii.gz%3Fgrid%3Dcanonical"
        page.goto(f"/niivue-bench/niivue.html?url={volume}")
        painted = float(page.wait_for_function("() => document.body.dataset.painted", polling="raf").json_value())
        page.wait_for_load_state("networkidle")
        # Its first picture is the whole volume.
        return _Opening(picture=painted, whole=painted, memory=memory_of())


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
