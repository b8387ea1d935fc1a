"""What a view's canvas shows, pixel by pixel."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from model.volumes import AXIS_INDEX


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


def in_colour(pixels: NDArray[np.uint8], colour: str) -> NDArray[np.bool_]:
    """Tell which pixels have exactly a colour."""
    same: NDArray[np.bool_] = (pixels[..., :3] == np.array(list(bytes.fromhex(colour[1:])), np.uint8)).all(axis=-1)
    return same


def edge_of(area: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Give the pixels of an area that have one outside it beside them."""
    padded = np.pad(area, 1, mode="edge")
    surrounded = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return area & ~surrounded


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


@dataclass(frozen=True)
class Placed:
    """Where a whole slice lies on a canvas that fits the head; rows first, device pixels."""

    start: NDArray[np.int64]
    size: NDArray[np.int64]

    def centres(self, counts: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the row and column of the pixel in the middle of each voxel."""
        down, across = (
            np.floor(start + (np.arange(count) + 0.5) * size / count).astype(int)
            for start, size, count in zip(self.start, self.size, counts, strict=True)
        )
        return down, across


def placed(study: Mapping[str, Any], *, axis: str, frame: tuple[int, ...]) -> Placed:
    """Compute where a slice lies on a canvas, as the viewer is meant to lay it: the head fills it, edges on pixels.

    Args:
        study: as the API shows it.
        axis: of the view, in radiological convention.
        frame: rows and columns of the canvas.
    """
    # Shown slices have the later of the two kept axes as rows; both run against the screen.
    kept = [number for number in (2, 1, 0) if number != AXIS_INDEX[axis]]
    shape, spacing = (np.array([study[name][number] for number in kept], float) for name in ("shape", "spacing"))
    head = np.array([study["head_box"][number] for number in kept])
    canvas = np.array(frame[:2])
    extent = shape * spacing
    scale = (canvas / (extent * (head[:, 1] - head[:, 0]) / shape)).min()
    size = np.floor(extent * scale + 0.5).astype(int)
    middle = 1 - head.mean(axis=1) / shape
    return Placed(start=np.floor(canvas / 2 - middle * size).astype(int), size=size)
