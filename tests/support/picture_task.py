"""A task of pictures with weights of one's own: of a small network that finds what is bright."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.support.own_weights import write_own_weights

__all__ = ["PICTURE_TASK", "cell_picture", "png", "write_picture_weights"]

PICTURE_TASK = "em-membranes"


def write_picture_weights(folder: Path) -> None:
    """Write weights that find where a picture is brighter than its mean by more than its deviation.

    Args:
        folder: Is made where it is missing.
    """
    write_own_weights(folder, task_id=PICTURE_TASK, slopes=[4.0], offsets=[-8.0])


def cell_picture(*, rows: int = 90, columns: int = 120) -> NDArray[np.uint8]:
    """Draw two bright discs on a dark ground that gets brighter to the right: the same from no other side."""
    y, x = np.mgrid[:rows, :columns]
    ground = 40 + 30 * x / columns + np.random.default_rng(0).normal(scale=4, size=(rows, columns))
    large = (y - 0.35 * rows) ** 2 + (x - 0.3 * columns) ** 2 < (0.2 * rows) ** 2
    small = (y - 0.7 * rows) ** 2 + (x - 0.75 * columns) ** 2 < (0.12 * rows) ** 2
    drawn: NDArray[np.uint8] = np.clip(ground + 130 * large + 90 * small, 0, 255).astype(np.uint8)
    return drawn


def png(pixels: NDArray[Any]) -> bytes:
    """Pack a picture as PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG")
    return file.getvalue()
