"""Frames with another slice's mask: read off the screen, on a phantom whose image and mask say which slice they are."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.chromium import SCARCE, signed_in
from bench.dragging import drag_slider
from bench.painted import PAINTED
from tests.e2e.frames import Seen, watching
from tests.support import telling_phantom
from tests.support.served import ACCOUNT, keep_study, serving
from tests.support.site import Site

DRAGS = 4


@dataclass(frozen=True)
class _Server:
    url: str
    admin: str = ACCOUNT["name"]
    password: str = ACCOUNT["password"]


def measure() -> None:
    """Print how many frames of axial drags, each right after opening, showed the image and the mask of two slices."""
    with tempfile.TemporaryDirectory(prefix="neuroslice-mixed-") as scratch, serving(Path(scratch), _keep) as server:
        for name, memory in (("from memory", None), ("PNGs alone", SCARCE)):
            seen = [each for _ in range(DRAGS) for each in _drag(_Server(server.url), memory=memory)]
            masked = [each for each in seen if each.mask is not None]
            mixed = [each for each in masked if each.mask != each.image]
            print(
                f"  {name:<11} axial    drag, cold  {len(mixed)} of {len(masked)} frames with another slice's mask "
                f"({len(seen)} in all, {len({each.painted for each in seen})} slices; to be 0)"
            )


def _keep(site: Site) -> None:
    keep_study(site, telling_phantom.image_file(), telling_phantom.labels())


def _drag(server: _Server, *, memory: float | None) -> list[Seen]:
    with signed_in(server, width=900, height=700, device_memory=memory) as page:
        # In a window of all values, so that the grey of a slice tells its number.
        page.goto(f"/studies/1?at=12,20,0&window=flair:0:{telling_phantom.GREATEST}")
        page.wait_for_function(PAINTED, arg=True, polling="raf")
        study = page.request.get("/api/studies/1").json()
        with drag_slider(page, axis="axial") as drag, watching(page, study=study) as seen:
            drag()
        return seen
