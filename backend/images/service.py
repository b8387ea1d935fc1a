"""Find images and read their slices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, select

from backend.errors import NotFound
from backend.store import ByteLimitedCache, VolumeStore
from db.lookup import Lookup
from db.models import Image, Study
from db.session import SessionFactory
from model.volumes import (
    AXES,
    VolumeLimits,
    inspect_volume,
    map_array,
    pixel_spacing,
    slice_count,
    slice_plane,
    take_slice,
    write_canonical_volume,
    write_display_volume,
)

__all__ = ["ImageRow", "ImageService", "check_slice", "spacing_header", "triple"]

Number = TypeVar("Number", int, float)

# Pages of a mapped file count as memory of this process while it stays mapped.
_MAPPED_BYTES = 64 << 20

_ROW = (
    select(
        Image.sha256,
        Image.slope,
        Image.intercept,
        Image.window_low,
        Image.window_high,
        Study.shape,
        Study.spacing,
    )
    .join(Study, Study.id == Image.study_id)
    .where(Image.study_id == bindparam("study_id"), Image.channel == bindparam("channel"), Study.deleted_at.is_(None))
)


@dataclass(frozen=True)
class ImageRow:
    """Hold what is known of an image.

    Args:
        sha256: of the uploaded file.
        slope: real value = slope x pixel + intercept.
        intercept: see `slope`.
        window: real values between which it shows well.
        shape: voxels of the canonical grid.
        spacing: mm along x, y, z.
    """

    sha256: str
    slope: float
    intercept: float
    window: tuple[float, float]
    shape: tuple[int, int, int]
    spacing: tuple[float, float, float]


class ImageService:
    """Give images.

    Args:
        database: where they are described.
        store: where their files are.
        limits: what was allowed when they were taken in.
    """

    def __init__(self, database: SessionFactory, *, store: VolumeStore, limits: VolumeLimits) -> None:
        self._row = Lookup(database.engine, _ROW)
        self._store = store
        self._limits = limits
        self._mapped: ByteLimitedCache[str, NDArray[np.uint16]] = ByteLimitedCache(limit=_MAPPED_BYTES)

    def find(self, study_id: int, channel: str) -> ImageRow:
        """Find an image; asked with every request, so that a deleted one is gone at once.

        Raises:
            NotFound: there is no such study or channel.
        """
        row = self._row.one(study_id=study_id, channel=channel)
        if row is None:
            raise NotFound("There is no such image.")
        sha256, slope, intercept, low, high, shape, spacing = row
        return ImageRow(sha256, slope, intercept, (low, high), triple(shape), triple(spacing))

    def slice(self, image: ImageRow, axis: str, index: int) -> NDArray[np.uint16]:
        """Cut a slice of the display volume, as it is shown.

        Args:
            image: from `find`.
            axis: checked with `check_slice`.
            index: likewise.

        Returns:
            (rows, columns), a view that must not be kept.
        """
        return take_slice(self._display(image), axis, index)

    def plane(self, image: ImageRow, axis: str, index: int) -> NDArray[np.float64]:
        """Read the real values of a slice; its axis and index are checked as for `slice`.

        Returns:
            Along the two canonical axes that the slice lies in, in their order.
        """
        pixels = slice_plane(self.slice(image, axis, index)).astype(np.float64)
        return pixels * image.slope + image.intercept

    def uploaded_file(self, image: ImageRow) -> Path:
        """Give the file as it came, compressed or not."""
        return self._store.local(image.sha256)

    def canonical_file(self, image: ImageRow) -> Path:
        """Give the file with its axes in RAS+ order, compressed."""
        derived = self._store.canonical
        path = derived.find(image.sha256)
        if path is not None:
            return path
        with self._store.locked():
            source = self._present(image)
            return derived.make(
                image.sha256, lambda target: write_canonical_volume(source, target, limits=self._limits)
            )

    def _display(self, image: ImageRow) -> NDArray[np.uint16]:
        pixels = self._mapped.get(image.sha256)
        if pixels is None:
            pixels = self._open_display(image)
            self._mapped.put(image.sha256, pixels, size=pixels.nbytes)
        return pixels

    def _open_display(self, image: ImageRow) -> NDArray[np.uint16]:
        path = self._store.display.find(image.sha256)
        pixels = None if path is None else _open_pixels(path, shape=image.shape)
        if pixels is not None:
            return pixels
        with self._store.locked():
            source = self._present(image)
            summary = inspect_volume(source, limits=self._limits)
            # What pixels mean stands in the record, and in the pictures that somebody has already.
            summary = replace(summary, slope=image.slope, intercept=image.intercept)
            path = self._store.display.make(
                image.sha256, lambda target: write_display_volume(source, target, summary, limits=self._limits)
            )
        pixels = _open_pixels(path, shape=image.shape)
        assert pixels is not None
        return pixels

    def _present(self, image: ImageRow) -> Path:
        """Give the uploaded file; call it with the store locked.

        Raises:
            NotFound: the study was deleted since it was found.
        """
        try:
            return self._store.local(image.sha256)
        except FileNotFoundError as error:
            raise NotFound("There is no such image.") from error


def check_slice(shape: tuple[int, int, int], *, axis: str, index: int) -> None:
    """Check that there is such a slice.

    Raises:
        NotFound: there is none.
    """
    if axis not in AXES:
        raise NotFound(f"There is no axis {axis!r}; there are {', '.join(AXES)}.")
    count = slice_count(shape, axis)
    if not 0 <= index < count:
        raise NotFound(f"There is no {axis} slice {index}; they run from 0 to {count - 1}.")


def spacing_header(spacing: tuple[float, float, float], *, axis: str) -> dict[str, str]:
    """Say how far apart rows and columns are, in mm."""
    rows, columns = pixel_spacing(spacing, axis)
    return {"X-Pixel-Spacing": f"{rows:.9g},{columns:.9g}"}


def triple(values: Sequence[Number]) -> tuple[Number, Number, Number]:
    """Give what a JSON column holds for x, y, z."""
    x, y, z = values
    return x, y, z


def _open_pixels(path: Path, *, shape: tuple[int, int, int]) -> NDArray[np.uint16] | None:
    """Map a display volume into memory; None where it is not what it should be."""
    try:
        pixels = map_array(path)
    except (FileNotFoundError, ValueError, EOFError):
        return None
    # As a plain array, whose slices cost half as much as those of a memmap.
    return np.asarray(pixels) if pixels.shape == shape and pixels.dtype == np.uint16 else None
