"""The values of a volume, gathered slab by slab."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.volumes.box import Box
from model.volumes.head_box import head_box
from model.volumes.header import UploadedHeader

__all__ = ["PIXEL_MAX", "ValueStatistics"]

PIXEL_MAX = 65535
"""Largest pixel of a display volume."""

_SAMPLES = 1 << 19
_LARGEST = float(np.finfo(np.float32).max)
_WINDOW_PERCENTILES = (1.0, 99.5)


class ValueStatistics:
    """Gather the range of all values and a systematic sample of them, at bounded memory.

    Args:
        header: header of the volume whose slabs will be added, in order.
    """

    def __init__(self, header: UploadedHeader) -> None:
        self._header = header
        self._whole_numbers = True
        self._least: Any = None
        self._most: Any = None
        self._samples: list[NDArray[np.float32]] = []
        self._step = _coprime_step(header.shape)
        self._next_sample = 0

    def add(self, slab: NDArray[Any]) -> None:
        """Take in the stored values of the next slab.

        Raises:
            VolumeError: if a value is NaN, infinite or beyond float32.
        """
        with np.errstate(invalid="ignore"):
            least, most = slab.min(), slab.max()
        if not (np.isfinite(least) and np.isfinite(most)):
            raise VolumeError(
                "Some voxels have no value (NaN or infinite). Export the volume again, or set them to 0 first."
            )
        self._least = least if self._least is None else min(self._least, least)
        self._most = most if self._most is None else max(self._most, most)
        if slab.dtype.kind == "f" and self._whole_numbers:
            self._whole_numbers = bool(np.array_equal(slab, np.rint(slab)))
        flat = slab.ravel(order="K")
        with np.errstate(over="ignore"):
            self._samples.append(flat[self._next_sample :: self._step].astype(np.float32))
        taken = len(self._samples[-1])
        self._next_sample += taken * self._step - flat.size

    def check(self) -> None:
        """Refuse volumes that show nothing.

        Raises:
            VolumeError: if all values are zero, or all are the same, or some are too large for an image.
        """
        low, high = self.range
        if max(abs(low), abs(high)) > _LARGEST:
            raise VolumeError("Some voxels have impossibly large values. Export the volume again.")
        if low == high == 0:
            raise VolumeError("The volume is empty: every voxel is zero.")
        if np.float32(low) == np.float32(high):  # which is all that a network sees
            raise VolumeError(f"The volume is empty: every voxel has the same value, {low:g}.")

    @property
    def range(self) -> tuple[float, float]:
        """Smallest and largest real value."""
        ends = sorted(self._real(float(stored)) for stored in (self._least, self._most))
        return ends[0], ends[1]

    @property
    def window(self) -> tuple[float, float]:
        """Real values between which an image shows well: percentiles 1 and 99.5 of the voxels that are not zero."""
        real = self._sample
        kept = real[real != 0]
        if kept.size:
            low, high = (float(end) for end in np.percentile(kept, _WINDOW_PERCENTILES))
            if low < high:
                return low, high
        return self.range

    @property
    def head_box(self) -> Box:
        """The part that the head fills, along the axes of the file."""
        return head_box(self._sample, step=self._step, shape=self._header.shape, window=self.window)

    @property
    def pixel_scale(self) -> tuple[float, float]:
        """Slope (above 0) and intercept with real value = slope x pixel + intercept, pixels from 0 to 65535.

        Whole numbers over at most 65535 steps keep their steps, so that nothing is lost; others are spread evenly.
        """
        low, high = self.range
        if self._whole_numbers and int(self._most) - int(self._least) <= PIXEL_MAX:
            return abs(self._header.slope), low
        return (high - low) / PIXEL_MAX, low

    @property
    def _sample(self) -> NDArray[np.float64]:
        """Real values, in the order of the file."""
        return self._header.slope * np.concatenate(self._samples).astype(np.float64) + self._header.intercept

    def _real(self, stored: float) -> float:
        return self._header.slope * stored + self._header.intercept


def _coprime_step(shape: tuple[int, int, int]) -> int:
    """Give a sampling step that wanders over rows and columns instead of keeping to a few of them."""
    step = max(1, math.ceil(math.prod(shape) / _SAMPLES))
    while math.gcd(step, shape[0] * shape[1]) != 1:
        step += 1
    return step
