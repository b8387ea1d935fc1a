"""The screens on which a study is read."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SCREENS", "Screen"]


@dataclass(frozen=True)
class Screen:
    """A screen, in CSS pixels, and whether fingers touch it."""

    width: int
    height: int
    touch: bool = False


SCREENS = {
    "laptop": Screen(width=1280, height=800),
    "desk": Screen(width=1920, height=1080),
    "tablet": Screen(width=1180, height=820, touch=True),
    "upright": Screen(width=820, height=1180, touch=True),
}
