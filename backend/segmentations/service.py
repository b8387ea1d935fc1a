"""Find masks and read their voxels."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray
from sqlalchemy import bindparam, select

from backend.errors import NotFound, Refused
from backend.images.service import triple
from backend.store import ByteLimitedCache, VolumeStore
from db.lookup import Lookup
from db.models import Image, Segmentation, Study
from db.session import SessionFactory
from model.tasks import Region, TaskCard, get_task
from model.volumes import write_mask, write_uncertainty
from model.volumes.output import GridName

__all__ = ["MaskRow", "SegmentationService", "chosen_regions", "uncertainty_hash"]

# Of unpacked labels and uncertainties together.
_VOLUME_BYTES = 48 << 20
# Of masks and uncertainties packed for download.
_FILE_BYTES = 4 << 20

VoxelName = Literal["labels", "uncertainty"]

_WRITERS = {"labels": write_mask, "uncertainty": write_uncertainty}
_ROW = (
    select(
        Segmentation.id,
        Segmentation.labels_sha256,
        Segmentation.uncertainty_sha256,
        Study.id,
        Study.task,
        Study.shape,
        Study.spacing,
    )
    .join(Study, Study.id == Segmentation.study_id)
    .where(Segmentation.id == bindparam("segmentation_id"), Study.deleted_at.is_(None))
)


@dataclass(frozen=True)
class MaskRow:
    """Hold what is known of a mask.

    Args:
        id: of the segmentation.
        labels_sha256: hash of its voxels.
        uncertainty_sha256: hash of its uncertainties; None where there are none.
        study_id: whose it is.
        task: what its labels mean.
        shape: voxels of the canonical grid.
        spacing: mm along x, y, z.
    """

    id: int
    labels_sha256: str
    uncertainty_sha256: str | None
    study_id: int
    task: TaskCard
    shape: tuple[int, int, int]
    spacing: tuple[float, float, float]


class SegmentationService:
    """Give masks.

    Args:
        database: where they are.
        store: where the volumes are whose grid they are on.
    """

    def __init__(self, database: SessionFactory, *, store: VolumeStore) -> None:
        self._database = database
        self._row = Lookup(database.engine, _ROW)
        self._store = store
        self._volumes: ByteLimitedCache[tuple[str, int], NDArray[np.uint8]] = ByteLimitedCache(limit=_VOLUME_BYTES)
        self._files: ByteLimitedCache[tuple[VoxelName, int, GridName], bytes] = ByteLimitedCache(limit=_FILE_BYTES)

    def find(self, segmentation_id: int) -> MaskRow:
        """Find a mask; asked with every request, so that a deleted one is gone at once.

        Raises:
            NotFound: there is none.
        """
        row = self._row.one(segmentation_id=segmentation_id)
        if row is None:
            raise NotFound("There is no such segmentation.")
        found, labels, uncertainty, study_id, task, shape, spacing = row
        return MaskRow(found, labels, uncertainty, study_id, get_task(task), triple(shape), triple(spacing))

    def labels(self, mask: MaskRow) -> NDArray[np.uint8]:
        """Give the labels (X, Y, Z) on the canonical grid, read-only.

        Raises:
            NotFound: the mask was deleted since it was found.
        """
        return self._volume("labels", mask)

    def uncertainty(self, mask: MaskRow) -> NDArray[np.uint8]:
        """Give the uncertainties (X, Y, Z) on the canonical grid, 0 sure to 255 undecided, read-only.

        Raises:
            NotFound: it is a mask without them, or was deleted since it was found.
        """
        return self._volume("uncertainty", mask)

    def file(self, mask: MaskRow, *, name: VoxelName = "labels", grid: GridName) -> bytes:
        """Write a mask, or how unsure it is, as .nii.gz.

        Args:
            mask: from `find`.
            name: which of the two.
            grid: "uploaded": lays over the file of the first channel that was uploaded; "canonical": in RAS+.

        Raises:
            NotFound: the study was deleted since the mask was found.
        """
        write = partial(self._write_file, name, mask, grid=grid)
        return self._files.get_or_make((name, mask.id, grid), make=write, size=len)

    def _write_file(self, name: VoxelName, mask: MaskRow, *, grid: GridName) -> bytes:
        with self._database.engine.connect() as connection:
            images = connection.execute(select(Image.channel, Image.sha256).where(Image.study_id == mask.study_id))
            hashes = {image.channel: image.sha256 for image in images}
        sha256 = next((hashes[channel] for channel in mask.task.channel_ids if channel in hashes), None)
        voxels = self._volume(name, mask)
        with self._store.locked():
            if sha256 is None or not self._store.has(sha256):
                raise NotFound("There is no such segmentation.")
            file = io.BytesIO()
            _WRITERS[name](voxels, like=self._store.local(sha256), path_or_fileobj=file, grid=grid)
        return file.getvalue()

    def _volume(self, name: VoxelName, mask: MaskRow) -> NDArray[np.uint8]:
        # A study that is opened asks for slices of three axes at once.
        return self._volumes.get_or_make(
            (name, mask.id), make=lambda: self._unpack(name, mask), size=lambda voxels: voxels.nbytes
        )

    def _unpack(self, name: VoxelName, mask: MaskRow) -> NDArray[np.uint8]:
        column = {"labels": Segmentation.labels, "uncertainty": Segmentation.uncertainty}[name]
        with self._database.engine.connect() as connection:
            packed = connection.scalar(select(column).where(Segmentation.id == mask.id))
        if packed is None:
            raise NotFound("There is no such segmentation.")
        return np.frombuffer(isal_zlib.decompress(packed), dtype=np.uint8).reshape(mask.shape)


def uncertainty_hash(mask: MaskRow) -> str:
    """Give the hash of a mask's uncertainties.

    Raises:
        NotFound: the mask is from before they were kept.
    """
    if mask.uncertainty_sha256 is None:
        raise NotFound("Nothing is known of this mask's uncertainty. Run the segmentation again to see it.")
    return mask.uncertainty_sha256


def chosen_regions(task: TaskCard, *, ids: str | None) -> tuple[Region, ...]:
    """Find the regions of a list such as "WT,ET", in the order in which they are drawn.

    Raises:
        Refused: the task has no such region.
    """
    if ids is None:
        return task.regions
    wanted = [part.strip() for part in ids.split(",") if part.strip()]
    known = [region.id for region in task.regions]
    unknown = [region for region in wanted if region not in known]
    if unknown:
        raise Refused.field("regions", f"There is no region {', '.join(unknown)}; there are {', '.join(known)}.")
    return tuple(region for region in task.regions if region.id in wanted)
