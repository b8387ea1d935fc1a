"""Bring the channels of a study to what the network reads: brain box, network spacing, scaled values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.inference.scaling import SCALINGS
from model.volumes.resample import resample_slabs, resampled_shape

Box = tuple[slice, slice, slice]


@dataclass(frozen=True)
class Prepared:
    """A study as the network reads it.

    Attributes:
        image: Shape `(x, y, z, channels + 1)`, float32: scaled channels, zero outside the brain and everywhere where
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

    def back(self, values: NDArray[np.float32]) -> Iterator[tuple[slice, NDArray[np.float32]]]:
        """Resample what lies on the grid of `image` back to the source grid's box, slab by slab along x.

        Args:
            values: Shape `(x, y, z, …)` on the grid of `image`.

        Yields:
            Parts of the box's x axis, and the values there.
        """
        return resample_slabs(
            lambda rows: values[rows],
            source=values.shape,
            shape=self.box_shape,
            spacing=self.target,
            target=self.spacing,
        )


def find_brain(channels: Sequence[NDArray[np.float32]]) -> tuple[Box, NDArray[np.bool_]]:
    """Return the smallest box that holds every voxel that is not background in some channel, and which those are.

    Args:
        channels: Arrays of one shape `(x, y, z)`.

    Returns:
        The box, and the mask `(x, y, z)` within it.

    Raises:
        ValueError: If there is no channel, or every one is background everywhere.
    """
    if not channels:
        raise ValueError("`channels` must hold at least one volume. Received none.")
    brain: NDArray[np.bool_] = np.empty(channels[0].shape, bool)
    for index in range(len(brain)):
        # A slice at a time, so that nothing but the mask is as large as a volume.
        np.not_equal(channels[0][index], 0, out=brain[index])
        for channel in channels[1:]:
            brain[index] |= channel[index] != 0
    columns = np.asarray(brain.any(axis=2))
    heights = np.asarray(brain.any(axis=0)).any(axis=0)
    sides = []
    for found in (columns.any(axis=1), columns.any(axis=0), heights):
        occupied = np.asarray(found)
        if not occupied.any():
            raise ValueError("`channels` must hold a brain. Received: every voxel of every channel is zero.")
        where = np.flatnonzero(occupied)
        sides.append(slice(int(where[0]), int(where[-1]) + 1))
    box = (sides[0], sides[1], sides[2])
    return box, np.ascontiguousarray(brain[box])


def prepare(
    channels: Sequence[NDArray[np.float32] | None],
    *,
    spacing: tuple[float, float, float],
    target: tuple[float, float, float],
    scaling: str = "z-score",
    on_step: Callable[[float], None] = lambda done: None,
) -> Prepared:
    """Crop to the brain, scale each channel inside it, and resample to the network's spacing.

    Args:
        channels: The modalities in the network's order, each `(x, y, z)` in RAS+; None for one that is missing.
        spacing: Millimetres between voxels along x, y, z.
        target: The network's spacing, mm along x, y, z.
        scaling: What a channel's values are measured in, one of `SCALINGS`.
        on_step: Told the share that is done; may raise to stop.

    Raises:
        ValueError: If every channel is missing or zero everywhere.
    """
    box, brain = find_brain([channel for channel in channels if channel is not None])
    shape = resampled_shape(brain.shape, spacing=spacing, target=target)
    image = np.zeros((*shape, len(channels) + 1), np.float32)

    def fill(index: int, read: Callable[[slice], NDArray[np.float32]]) -> None:
        # Slab by slab, so that of all that is made on the way nothing is as large as a volume.
        for rows, slab in resample_slabs(read, source=brain.shape, shape=shape, spacing=spacing, target=target):
            image[rows, ..., index] = slab

    fill(-1, lambda rows: brain[rows].astype(np.float32))
    image[..., -1] = image[..., -1] > 0.5
    for index, channel in enumerate(channels):
        on_step((index + 1) / (len(channels) + 1))
        if channel is not None:
            fill(index, SCALINGS[scaling](channel[box], brain=brain))
    on_step(1.0)
    return Prepared(image=image, brain=brain, box=box, spacing=spacing, target=target)
