"""Compare the store with the database, and every record with itself."""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, exists, func, select

from backend.store import VolumeStore, hash_stream
from db.models import Image, Job, Segmentation, Study
from db.session import SessionFactory

__all__ = ["SAFE_AGE_SECONDS", "Checker", "Finding", "Kind"]

Kind = Literal["missing", "damaged", "orphaned", "stray", "contradictory"]

# No upload takes as long; a file that is younger may belong to one whose record is about to be written.
SAFE_AGE_SECONDS = 24 * 3600.0

# What the status of a study is called where it is not called as the state of its newest job.
_STATUS = {"succeeded": "ready"}


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be.

    Args:
        kind: "missing", a record's file is not there; "damaged", it does not have the content that it had; "orphaned",
            no record refers to a file; "stray", a file that has no business in the store; "contradictory", records
            that do not fit each other.
        what: which record or file, by its number or hash; never whose.
    """

    kind: Kind
    what: str


class Checker:
    """Look whether everything is there and whole; it may run while people work.

    Args:
        database: where the records are.
        store: where their files are.
        on_progress: told after each thing that was looked at.
    """

    def __init__(
        self, database: SessionFactory, *, store: VolumeStore, on_progress: Callable[[], None] = lambda: None
    ) -> None:
        self._database = database
        self._store = store
        self._on_progress = on_progress

    def count(self) -> int:
        """Say how many things there are to look at."""
        with self._database.read() as session:
            images = session.scalar(select(func.count(Image.sha256.distinct()))) or 0
            return images + (session.scalar(select(func.count()).select_from(Segmentation)) or 0)

    def check(self, *, safe_age: float = SAFE_AGE_SECONDS) -> Iterator[Finding]:
        """Yield all that is wrong.

        Args:
            safe_age: seconds for which a file that no record refers to counts as one that is coming in.

        Raises:
            OSError: the disk is broken.
        """
        yield from self._images()
        yield from self._masks()
        yield from self._records()
        yield from self._files(older_than=time.time() - safe_age)

    def collect(self, *, safe_age: float = SAFE_AGE_SECONDS) -> int:
        """Remove the files that no record refers to, and what killed processes left; say how many files went.

        Strays stay: nobody knows what they are.

        Raises:
            OSError: the disk is broken.
        """
        self._store.clean()
        orphans = [found.what for found in self._files(older_than=time.time() - safe_age) if found.kind == "orphaned"]
        # The store asks the records once more, while nothing can come in.
        self._store.collect(orphans)
        return sum(not self._store.has(sha256) for sha256 in orphans)

    def _images(self) -> Iterator[Finding]:
        with self._database.read() as session:
            hashes = session.scalars(select(Image.sha256).distinct().order_by(Image.sha256)).all()
        for sha256 in hashes:
            try:
                with self._store.open(sha256) as file:
                    kind: Kind | None = None if hash_stream(file) == sha256 else "damaged"
            except FileNotFoundError:
                kind = "missing"
            # Its study may have been deleted for good since.
            if kind is not None and (studies := self._studies_of(sha256)):
                yield Finding(kind, f"file {sha256} of {_numbered('study', studies)}")
            self._on_progress()

    def _studies_of(self, sha256: str) -> list[int]:
        with self._database.read() as session:
            found = select(Image.study_id).where(Image.sha256 == sha256).distinct().order_by(Image.study_id)
            return list(session.scalars(found))

    def _masks(self) -> Iterator[Finding]:
        with self._database.read() as session:
            ids = session.scalars(select(Segmentation.id).order_by(Segmentation.id)).all()
        columns = (
            Segmentation.labels,
            Segmentation.labels_sha256,
            Segmentation.uncertainty,
            Segmentation.uncertainty_sha256,
        )
        for number in ids:
            with self._database.read() as session:
                row = session.execute(select(*columns).where(Segmentation.id == number)).one_or_none()
            if row is not None:
                labels, labels_sha256, uncertainty, uncertainty_sha256 = row
                if not _is_whole(labels, labels_sha256):
                    yield Finding("damaged", f"labels of mask {number}")
                if (uncertainty is None) != (uncertainty_sha256 is None) or (
                    uncertainty is not None and not _is_whole(uncertainty, uncertainty_sha256)
                ):
                    yield Finding("damaged", f"uncertainties of mask {number}")
            self._on_progress()

    def _records(self) -> Iterator[Finding]:
        newest = select(func.max(Job.id).label("id")).group_by(Job.study_id).subquery()
        states = (
            select(Study.id, Study.status, Job.state)
            .join(Job, Job.study_id == Study.id)
            .join(newest, newest.c.id == Job.id)
            .order_by(Study.id)
        )
        of_job = exists().where(Segmentation.job_id == Job.id)
        with self._database.read() as session:

            def numbers(table: type[Study] | type[Job] | type[Segmentation], condition: ColumnElement[bool]) -> str:
                return _numbered(
                    {Study: "study", Job: "job", Segmentation: "mask"}[table],
                    list(session.scalars(select(table.id).where(condition).order_by(table.id))),
                )

            wrong = {
                "has no image": numbers(Study, ~exists().where(Image.study_id == Study.id)),
                "has no job": numbers(Study, ~exists().where(Job.study_id == Study.id)),
                "succeeded without a mask": numbers(Job, (Job.state == "succeeded") & ~of_job),
                "did not succeed and has a mask": numbers(Job, (Job.state != "succeeded") & of_job),
                "belongs to another study than its job": numbers(
                    Segmentation, exists().where(Job.id == Segmentation.job_id, Job.study_id != Segmentation.study_id)
                ),
            }
            unlike = [row for row in session.execute(states) if _STATUS.get(row.state, row.state) != row.status]
        for number, status, state in unlike:
            yield Finding("contradictory", f"study {number} is {status} and its newest job {state}")
        for words, which in wrong.items():
            if which:
                yield Finding("contradictory", f"{which} {words}")

    def _files(self, *, older_than: float) -> Iterator[Finding]:
        for file in self._store.contents():
            if file.sha256 is None:
                yield Finding("stray", file.name)
            elif file.changed_at < older_than and not self._studies_of(file.sha256):
                yield Finding("orphaned", file.sha256)


def _is_whole(packed: bytes, sha256: str | None) -> bool:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest() == sha256
    except zlib.error:
        return False


def _numbered(name: str, numbers: list[int]) -> str:
    return ", ".join(f"{name} {number}" for number in numbers)
