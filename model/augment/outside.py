"""What transforms read beyond the edges of a sample."""

from __future__ import annotations

from typing import Literal

__all__ = ["MODES", "Outside"]

Outside = Literal["zero", "mirror"]

MODES: dict[Outside, str] = {"zero": "constant", "mirror": "reflect"}
"""As SciPy calls them; its `reflect` is what NumPy calls `symmetric`, as when a prediction is made tile by tile."""
