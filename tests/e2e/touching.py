"""Fingers on a screen that can be touched."""

from __future__ import annotations

from playwright.sync_api import Page

__all__ = ["touch"]


def touch(page: Page, *paths: list[tuple[float, float]]) -> None:
    """Move one finger along each path, all at once, and lift them."""
    device = page.context.new_cdp_session(page)

    def send(kind: str, points: list[tuple[float, float]]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    steps = list(zip(*paths, strict=True))
    send("touchStart", list(steps[0]))
    for step in steps[1:]:
        send("touchMove", list(step))
    send("touchEnd", [])
    device.detach()
