"""Window and level: which real values are shown from black to white."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["apply_window", "window_table"]

_PIXELS = 65536


@lru_cache(maxsize=64)
def window_table(*, slope: float, intercept: float, low: float, high: float) -> NDArray[np.uint8]:
    """Make the table from a pixel of a display volume to a grey.

    Args:
        slope: real value = slope x pixel + intercept.
        intercept: see `slope`.
        low: real value shown black, as are those below.
        high: real value shown white, as are those above.

    Returns:
        (65536,) greys, read-only.

    Raises:
        ValueError: if low is not below high.
    """
    if not low < high:
        raise ValueError(f"expected low < high. Received: low={low}, high={high}")
    values = slope * np.arange(_PIXELS, dtype=np.float64) + intercept
    # Divided first: the width of a window may be too large for a float when multiplied.
    greys = np.rint((np.clip(values, low, high) - low) / (high - low) * 255.0).astype(np.uint8)
    greys.setflags(write=False)
    return greys


def apply_window(pixels: NDArray[np.uint16], *, table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Look up the grey of every pixel.

    Args:
        pixels: (rows, columns) of a display volume.
        table: from `window_table`.
    """
    # "clip" skips the check of bounds, which no 16-bit pixel can leave, and takes half the time.
    return np.take(table, pixels, mode="clip")
