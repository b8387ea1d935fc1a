"""A prepared case in few bytes: what training needs, small enough to carry to another machine."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.augment.sample import Sample
from model.errors import VolumeError
from model.whole_file import whole_file

__all__ = ["PACKED_SUFFIX", "PackedCase", "pack_sample", "read_packed", "write_arrays"]

PACKED_SUFFIX = ".packed"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True, eq=False)
class PackedCase:
    """A sample in bytes.

    Attributes:
        channels: Shape `(channels, x, y, z)`; 0 is exactly zero, 1 to 255 are evenly spaced from `low` to `high`.
        low: Of each channel.
        high: Of each channel.
        brain: The brain mask, `(x, y, z)`.
        regions: Shape `(regions, x, y, z)`; the share of each voxel in 255ths.
    """

    channels: NDArray[np.uint8]
    low: NDArray[np.float32]
    high: NDArray[np.float32]
    brain: NDArray[np.bool_]
    regions: NDArray[np.uint8]

    def sample(self) -> Sample:
        """Return the sample, each value within half a step of what it was."""
        steps = ((self.high - self.low) / np.float32(254.0))[:, None, None, None]
        values = self.low[:, None, None, None] + (self.channels.astype(np.float32) - 1.0) * steps
        values *= self.channels > 0
        image = np.concatenate([values, self.brain[None].astype(np.float32)])
        regions = self.regions.astype(np.float32) / np.float32(255.0)
        return Sample(
            image=np.ascontiguousarray(np.moveaxis(image, 0, -1)),
            regions=np.ascontiguousarray(np.moveaxis(regions, 0, -1)),
        )

    def write(self, path: Path) -> None:
        """Write the file whole; equal cases give equal bytes."""
        write_arrays(
            path,
            {
                "channels": self.channels,
                "low": self.low,
                "high": self.high,
                "brain": np.packbits(self.brain.ravel()),
                "regions": self.regions,
            },
        )


def pack_sample(sample: Sample, *, levels: int = 255) -> PackedCase:
    """Round a sample to bytes.

    Args:
        sample: As `read_sample` prepares it.
        levels: Different values a channel may take, zero aside, 2 to 255. Fewer make smaller files: an MRI's noise is
            far above a 255th of its range.

    Raises:
        ValueError: If `levels` is out of range.
    """
    if not 2 <= levels <= 255:
        raise ValueError(f"`levels` must be from 2 to 255. Received: levels={levels}")
    values = np.moveaxis(sample.image[..., :-1], -1, 0)
    flat = values.reshape(len(values), -1)
    low, high = flat.min(axis=1).astype(np.float32), flat.max(axis=1).astype(np.float32)
    span = np.where(high > low, high - low, np.float32(1.0))
    places = (values - low[:, None, None, None]) / span[:, None, None, None]
    # Rounded to `levels` evenly spaced places first, each of which is then a byte.
    bytes_ = np.rint(np.rint(places * (levels - 1)) * (254.0 / (levels - 1))) + 1.0
    return PackedCase(
        channels=np.ascontiguousarray(np.where(values == 0, 0, bytes_).astype(np.uint8)),
        low=low,
        high=high,
        brain=sample.brain,
        regions=np.ascontiguousarray(np.rint(np.moveaxis(sample.regions, -1, 0) * 255.0).astype(np.uint8)),
    )


def read_packed(path: Path) -> PackedCase:
    """Read a packed case.

    Args:
        path: As `PackedCase.write` wrote it.

    Raises:
        VolumeError: If the file is damaged.
    """
    try:
        # Opened here: of a damaged file NumPy would leave it open.
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            channels = arrays["channels"]
            shape = channels.shape[1:]
            brain = np.unpackbits(arrays["brain"], count=int(np.prod(shape))).astype(bool).reshape(shape)
            return PackedCase(
                channels=channels, low=arrays["low"], high=arrays["high"], brain=brain, regions=arrays["regions"]
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise VolumeError(f"{path.name} is no packed case, or damaged: {error}") from error


def write_arrays(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Write arrays in little space, the same bytes for the same arrays; `numpy.load` reads them.

    Args:
        path: Replaced whole.
        arrays: By name.
    """
    with whole_file(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_BZIP2
            archive.writestr(entry, buffer.getvalue())
