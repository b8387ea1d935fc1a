"""Measurements whose values are known; the browser is tested against the same file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CASES", "SHAPE", "SPACING", "make_image"]

_DOCUMENT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "shared" / "measurements.json").read_text())
CASES: list[dict[str, Any]] = _DOCUMENT["cases"]
SHAPE: tuple[int, int, int] = tuple(_DOCUMENT["shape"])
SPACING: tuple[float, float, float] = tuple(_DOCUMENT["spacing"])


def make_image() -> NDArray[np.float64]:
    """Make the image that the file describes, canonical (X, Y, Z)."""
    x, y, z = np.indices(SHAPE).astype(np.float64)
    image: NDArray[np.float64] = 7 * x - 3 * y + 2 * z + x * y / 2
    return image
