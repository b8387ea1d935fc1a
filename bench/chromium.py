"""A Chromium of its own for each measurement, and the memory that it takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import psutil
from playwright.sync_api import Page, sync_playwright

__all__ = ["SCARCE", "Memory", "memory_of", "program", "signed_in"]

MIB = 1 << 20
# GiB that a browser says the machine has, so few that slices stay PNGs.
SCARCE = 0.001
_FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run"]
# Without a graphics card: pages are drawn by the processor, and so is WebGL where somebody needs it.
_DRAWING = {False: ["--disable-gpu"], True: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]}
_PATIENCE_MS = 600_000


class Server(Protocol):
    """A running server, and who may sign in there."""

    @property
    def url(self) -> str: ...

    @property
    def admin(self) -> str: ...

    @property
    def password(self) -> str: ...


@dataclass(frozen=True)
class Memory:
    """What a browser takes, in MiB: the process of the page, and the one that draws for all pages."""

    page: float
    drawing: float

    def __str__(self) -> str:
        return f"{self.page:5.0f} MiB for the page, {self.drawing:5.0f} MiB for drawing"


def program() -> str | None:
    """Return the path of Chromium, or None where it is not installed."""
    return shutil.which("chromium")


@contextmanager
def signed_in(
    product: Server,
    *,
    width: int = 1920,
    height: int = 1080,
    touch: bool = False,
    device_memory: float | None = None,
    webgl: bool = False,
) -> Iterator[Page]:
    """Open a fresh browser in which an account is signed in.

    Args:
        product: the running server.
        width: of the window, in CSS pixels.
        height: of the window, in CSS pixels.
        touch: whether fingers can touch it.
        device_memory: GiB that the browser says the machine has; None leaves the truth.
        webgl: whether it can draw in three dimensions, which slows everything else down without a graphics card.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(), args=_FLAGS + _DRAWING[webgl], timeout=_PATIENCE_MS
        )
        context = browser.new_context(
            base_url=product.url, viewport={"width": width, "height": height}, has_touch=touch, locale="en-GB"
        )
        context.set_default_timeout(_PATIENCE_MS)
        if device_memory is not None:
            context.add_init_script(
                f"Object.defineProperty(navigator, 'deviceMemory', {{ get: () => {device_memory} }})"
            )
        account = {"name": product.admin, "password": product.password}
        context.request.post("/api/session", data=account, timeout=_PATIENCE_MS)
        yield context.new_page()
        browser.close()


def memory_of() -> Memory:
    """Add up what the browser below this process holds alone, by the kind of its processes."""
    kinds = {"renderer": 0.0, "gpu-process": 0.0}
    for process in psutil.Process().children(recursive=True):
        try:
            command = " ".join(process.cmdline())
            kind = next((kind for kind in kinds if f"--type={kind}" in command), None)
            if kind is not None:
                kinds[kind] += process.memory_full_info().uss / MIB
        except psutil.NoSuchProcess:
            continue
    return Memory(page=kinds["renderer"], drawing=kinds["gpu-process"])
