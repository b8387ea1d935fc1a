"""Bring the channels of a study to what the network reads: brain box, network spacing, z-score in the brain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.volumes.resample import to_spacing

Box = tuple[slice, slice, slice]


@dataclass(frozen=True)
class Prepared:
    """A study as the network reads it.

    Attributes:
        image: Shape `(x, y, z, channels + 1)`, float32: z-scored channels, zero outside the brain and everywhere where
            a channel is missing, then the brain mask.
        brain: Where on the source grid, within `box`, some channel is not background.
        box: Where on the source grid the image was cut.
        spacing: Millimetres between voxels of the source grid.
        target: Millimetres between voxels of `image`.
    """

    image: NDArray[np.float32]
    brain: NDArray[np.bool_]
    box: Box
    spacing: tuple[float, float, float]
    target: tuple[float, float, float]

    @property
    def box_shape(self) -> tuple[int, int, int]:
        """Voxels of the box on the source grid."""
        x, y, z = (side.stop - side.start for side in self.box)
        return x, y, z


def brain_box(channels: Sequence[NDArray[np.float32]]) -> Box:
    """Return the smallest box that holds every voxel that is not background in some channel.

    Args:
        channels: Arrays of one shape `(x, y, z)`.

    Raises:
        ValueError: If there is no channel, or every one is background everywhere.
    """
    if not channels:
        raise ValueError("`channels` must hold at least one volume. Received none.")
    sides = []
    for axis in range(3):
        others = tuple(other for other in range(3) if other != axis)
        occupied = np.zeros(channels[0].shape[axis], bool)
        for channel in channels:
            occupied |= np.any(channel, axis=others)
        if not occupied.any():
            raise ValueError("`channels` must hold a brain. Received: every voxel of every channel is zero.")
        where = np.flatnonzero(occupied)
        sides.append(slice(int(where[0]), int(where[-1]) + 1))
    return sides[0], sides[1], sides[2]


def prepare(
    channels: Sequence[NDArray[np.float32] | None],
    *,
    spacing: tuple[float, float, float],
    target: tuple[float, float, float],
    on_step: Callable[[float], None] = lambda done: None,
) -> Prepared:
    """Crop to the brain, z-score each channel inside it, and resample to the network's spacing.

    Args:
        channels: The modalities in the network's order, each `(x, y, z)` in RAS+; None for one that is missing.
        spacing: Millimetres between voxels along x, y, z.
        target: The network's spacing, mm along x, y, z.
        on_step: Told the share that is done; may raise to stop.

    Raises:
        ValueError: If every channel is missing or zero everywhere.
    """
    present = [channel for channel in channels if channel is not None]
    box = brain_box(present)
    brain = np.zeros(tuple(side.stop - side.start for side in box), bool)
    for volume in present:
        brain |= volume[box] != 0
    mask = to_spacing(brain.astype(np.float32), spacing=spacing, target=target)
    image = np.zeros((*mask.shape, len(channels) + 1), np.float32)
    for index, channel in enumerate(channels):
        on_step((index + 1) / (len(channels) + 1))
        if channel is None:
            continue
        scored = z_score(channel[box], brain=brain)
        image[..., index] = to_spacing(scored, spacing=spacing, target=target)
    image[..., -1] = mask > 0.5
    on_step(1.0)
    return Prepared(image=image, brain=brain, box=box, spacing=spacing, target=target)


def z_score(channel: NDArray[np.float32], *, brain: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the distance to the brain's mean in standard deviations, zero outside the brain.

    Args:
        channel: Shape `(x, y, z)`.
        brain: Where the brain is, same shape.
    """
    values = channel[brain]
    mean, deviation = float(values.mean(dtype=np.float64)), float(values.std(dtype=np.float64))
    if deviation <= 1e-6 * max(1e-12, abs(mean)):
        # A channel that is the same everywhere says nothing, and its rounding errors must not be blown up.
        return np.zeros(channel.shape, np.float32)
    scored: NDArray[np.float32] = (channel - np.float32(mean)) * np.float32(1.0 / deviation)
    scored *= brain
    return scored
