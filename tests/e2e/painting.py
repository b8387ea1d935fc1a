"""What a view's canvas shows, pixel by pixel."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page


def painted_colours(page: Page, *, axis: str) -> NDArray[np.uint8]:
    """Read one view's canvas as an array (rows, columns, RGBA)."""
    canvas = page.get_by_test_id(f"canvas-{axis}").element_handle()
    # It is painted once it has been measured, which a browser does when it draws.
    page.wait_for_function("canvas => Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) <= 1", arg=canvas)
    address: str = canvas.evaluate("canvas => canvas.toDataURL('image/png')")
    with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as picture:
        return np.asarray(picture.convert("RGBA"))


def coloured(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell which pixels are not grey: those under the overlay."""
    rgb = pixels[..., :3].astype(int)
    difference: NDArray[np.bool_] = rgb.max(axis=-1) - rgb.min(axis=-1) > 20
    return difference


def coloured_share(pixels: NDArray[np.uint8]) -> float:
    """Return the share of the canvas that the overlay covers."""
    return float(coloured(pixels).mean())


@dataclass(frozen=True)
class Placement:
    """Where something lies within the box of the whole picture: 0 left or top, 1 right or bottom."""

    across: float
    down: float


def placement(inside: NDArray[np.bool_], *, within: NDArray[np.bool_]) -> Placement:
    """Return where the centre of one set of pixels lies within the bounding box of another."""
    rows, columns = np.nonzero(within)
    down, across = np.nonzero(inside)
    return Placement(
        across=float((across.mean() - columns.min()) / (columns.max() - columns.min())),
        down=float((down.mean() - rows.min()) / (rows.max() - rows.min())),
    )
