"""A task of pictures with weights of one's own: of a small network that finds what is bright."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from model.tasks import get_task
from model.weights.card import WeightsCard
from model.weights.store import round_weights, write_weights

__all__ = ["PICTURE_TASK", "cell_picture", "png", "write_picture_weights"]

PICTURE_TASK = "em-membranes"

_ARGUMENTS: dict[str, Any] = {"channels": 2, "classes": 1, "filters": [4, 8], "padding": "same", "normalised": True}


def write_picture_weights(folder: Path) -> None:
    """Write weights with their card, as training does, of another network than the task's card names.

    Args:
        folder: Is made where it is missing.
    """
    from model.networks.registry import build_network

    task = get_task(PICTURE_TASK)
    network = build_network("unet", shape=(None, None, None), **_ARGUMENTS)
    values = [_value(weight.path, weight.shape) for weight in network.weights]
    # Where the picture is brighter than its mean by more than its deviation.
    values[-2] *= 4
    values[-1] -= 8
    folder.mkdir(parents=True, exist_ok=True)
    file = f"{task.weights}.npz"
    card = WeightsCard(
        task=task.id,
        name="unet",
        version="0.0",
        file=file,
        sha256=write_weights(folder / file, round_weights(values)),
        network={"name": "unet", "arguments": _ARGUMENTS},
        spacing=task.spacing,
        channels=task.channel_ids,
        regions=tuple(region.id for region in task.regions),
        prediction={"tile": [64, 64, 1]},
        intended_use="",
        training={},
        validation={},
    )
    card.write(folder / f"{task.weights}.json")


def _value(path: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Let every convolution add its inputs up where they are, and nothing come from lower resolutions."""
    if path.endswith(("gamma", "variance")):
        return np.ones(shape, np.float32)
    value = np.zeros(shape, np.float32)
    if len(shape) == 4 and "_up" not in path:
        value[shape[0] // 2, shape[1] // 2, :, 0] = 1
    return value


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
