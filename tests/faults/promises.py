"""Whether what users were told is so: of every study, acknowledged or not, by the hashes of its values."""

from __future__ import annotations

import functools
import gzip
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import func, select

from backend.store import VolumeStore
from db.models import Image, Job, Segmentation, Study
from tests.faults.installation import Installation, hash_voxels

__all__ = ["broken_promises", "jobs_without_a_mask"]


def broken_promises(site: Installation) -> Iterator[str]:
    """Name each study that is not as its user was told, while nothing is uploaded or deleted.

    One whose upload nobody answered may be there, whole and once; one whose deletion nobody answered may be gone.
    """
    volumes = _volumes(site)
    # No two that were sent are alike.
    alike = Counter(_key(voxels) for voxels in volumes.values())
    if twice := [study_id for study_id, voxels in volumes.items() if alike[_key(voxels)] > 1]:
        yield f"studies {twice} are of the same volumes"
    for promise in site.promises:
        kept = volumes.pop(promise.study_id, None)
        if promise.study_id in site.deleted:
            if kept is not None:
                yield f"study {promise.study_id} is back after it was deleted"
        elif kept is None:
            if promise.study_id not in site.perhaps_deleted:
                yield f"study {promise.study_id}"
        elif kept != promise.voxels:
            yield f"volumes of study {promise.study_id}"
    sent = Counter(_key(voxels) for voxels in site.unanswered)
    for study_id, kept in volumes.items():
        sent[_key(kept)] -= 1
        if sent[_key(kept)] < 0:
            yield f"study {study_id} is no upload that went unanswered"


def jobs_without_a_mask(site: Installation) -> Iterator[str]:
    """Name each job that has not ended with one mask; what a deletion has cancelled has none."""
    of_jobs = select(Segmentation.job_id, func.count()).group_by(Segmentation.job_id)
    every = select(Job.id, Job.state, Study.id, Study.deleted_at).join(Study, Study.id == Job.study_id)
    with site.services.database.read() as session:
        masks = {row[0]: row[1] for row in session.execute(of_jobs)}
        jobs = session.execute(every).all()
    for job_id, state, study_id, deleted_at in jobs:
        wanted = int(state == "succeeded")
        may_be_cancelled = state == "cancelled" and deleted_at is not None and study_id in site.perhaps_deleted
        if masks.get(job_id, 0) != wanted or not (wanted or may_be_cancelled):
            yield f"job {job_id} is {state} with {masks.get(job_id, 0)} masks"


def _volumes(site: Installation) -> dict[int, dict[str, str]]:
    """Give the hashes of the values of every study that is not deleted, by channel."""
    services = site.services
    with services.database.read() as session:
        found: dict[int, dict[str, str]] = {
            study_id: {} for study_id in session.scalars(select(Study.id).where(Study.deleted_at.is_(None)))
        }
        images = session.execute(select(Image.study_id, Image.channel, Image.sha256)).all()
    values = _hashes(services.store)
    for study_id, channel, sha256 in images:
        if study_id in found:
            found[study_id][channel] = values(sha256)
    return found


@functools.cache
def _hashes(store: VolumeStore) -> Callable[[str], str]:
    """Give what hashes the values of a stored file, once each: the check of the store sees to the file's own hash."""

    @functools.cache
    def values(sha256: str) -> str:
        with store.open(sha256) as file:
            content = file.read()
        packed = content if content.startswith(b"\x1f\x8b") else gzip.compress(content, 1)
        return hash_voxels({"": packed})[""]

    return values


def _key(voxels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(voxels.items()))
