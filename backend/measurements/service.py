"""Keep, change and delete measurements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from backend.errors import Conflict, NotFound, Refused
from backend.images.service import ImageService, triple
from backend.measurements.plane import Point
from backend.measurements.points import KINDS, checked_points
from backend.measurements.schemas import MAX_PER_STUDY, MeasurementChange, MeasurementQuery, NewMeasurement
from backend.measurements.statistics import image_values
from backend.measurements.values import geometry_values
from backend.pagination import paginate
from db.models import Image, Measurement, Study
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["MeasurementService"]


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where something is measured: a kind, in a slice of a study, on a channel."""

    study_id: int
    kind: str
    axis: str
    index: int
    channel: str | None


class MeasurementService:
    """Keep what people measure.

    Args:
        database: where it is.
        images: whose values are read.
    """

    def __init__(self, database: SessionFactory, *, images: ImageService) -> None:
        self._database = database
        self._images = images

    def of_study(self, study_id: int, *, query: MeasurementQuery) -> tuple[Sequence[Measurement], int]:
        """Find what was measured in a study, oldest first; return a page and how many there are.

        Raises:
            NotFound: there is no such study.
        """
        statement = _whole(select(Measurement)).where(
            Measurement.study_id == study_id, Measurement.deleted_at.is_(None)
        )
        with self._database.read() as session:
            _existing_study(session, study_id)
            return paginate(session, statement.order_by(Measurement.id), query=query)

    def create(self, study_id: int, new: NewMeasurement, *, account_id: int) -> Measurement:
        """Keep a measurement, and what it comes to.

        Raises:
            NotFound: there is no such study.
            Refused: the points or the channel do not do.
            Conflict: the study has as many measurements as it can.
        """
        place = _Place(study_id=study_id, kind=new.kind, axis=new.axis, index=new.index, channel=new.channel)
        points, measured = self._measure(place, new.points)
        with self._database.write() as session:
            # Locked, so that it is not deleted, and its measurements not counted by another, before this one is in.
            _existing_study(session, study_id, lock=True)
            _check_room(session, study_id)
            row = Measurement(
                study_id=study_id,
                kind=new.kind,
                axis=new.axis,
                slice_index=new.index,
                points=[list(point) for point in points],
                measured=measured,
                channel=new.channel,
                label=new.label,
                created_by_id=account_id,
            )
            row.changed_at = row.created_at = utc_now()
            session.add(row)
            session.flush()
            return _found(session, row.id)

    def change(self, measurement_id: int, change: MeasurementChange, *, account_id: int) -> Measurement:
        """Change what is given of a measurement, and measure again where that needs it.

        Raises:
            NotFound: there is no such measurement, or it is deleted and not to be brought back.
            Conflict: it is not the version any more that the change is based on.
            Refused: the points or the channel do not do.
        """
        with self._database.read() as session:
            known = _found(session, measurement_id)
        place = _Place(
            study_id=known.study_id,
            kind=known.kind,
            axis=known.axis,
            index=known.slice_index,
            channel=change.channel or known.channel,
        )
        measured_again = change.points is not None or change.channel is not None
        wanted = change.points if change.points is not None else [triple(point) for point in known.points]
        points, measured = self._measure(place, wanted) if measured_again else ([], {})
        with self._database.write() as session:
            row = _locked(session, measurement_id, version=change.version, deleted_too=change.deleted is False)
            if measured_again:
                row.points, row.measured, row.channel = [list(point) for point in points], measured, place.channel
            if change.label is not None:
                row.label = change.label
            if change.deleted is False and row.deleted_at is not None:
                _check_room(session, row.study_id)
                row.deleted_at = None
            _touch(row, account_id=account_id)
            session.flush()
            return _found(session, measurement_id)

    def delete(self, measurement_id: int, *, version: int | None, account_id: int) -> None:
        """Delete a measurement.

        Raises:
            NotFound: there is no such measurement.
            Conflict: it is not the given version any more.
        """
        with self._database.write() as session:
            row = _locked(session, measurement_id, version=version)
            row.deleted_at = utc_now()
            _touch(row, account_id=account_id)

    def _measure(self, place: _Place, points: Sequence[Point]) -> tuple[list[Point], dict[str, float | None]]:
        """Check points and say what they come to."""
        with self._database.read() as session:
            study = _existing_study(session, place.study_id)
            channels = session.scalars(
                select(Image.channel).where(Image.study_id == place.study_id).order_by(Image.id)
            ).all()
        shape, spacing = triple(study.shape), triple(study.spacing)
        reads_image = KINDS[place.kind].reads_image
        if place.channel is None and reads_image:
            raise Refused.field("channel", "This kind of measurement reads an image: say of which channel.")
        if place.channel is not None and place.channel not in channels:
            raise Refused.field("channel", f"This study has no such channel; it has {', '.join(channels)}.")
        exact = checked_points(place.kind, points, axis=place.axis, index=place.index, shape=shape, spacing=spacing)
        values: dict[str, float | None] = {**geometry_values(place.kind, exact, axis=place.axis, spacing=spacing)}
        if place.channel is not None and reads_image:
            image = self._images.find(place.study_id, place.channel)
            plane = self._images.plane(image, place.axis, place.index)
            values |= image_values(place.kind, exact, axis=place.axis, plane=plane)
        return exact, values


def _whole(statement: Select[Measurement]) -> Select[Measurement]:
    return statement.options(joinedload(Measurement.created_by), joinedload(Measurement.changed_by))


def _found(session: Session, measurement_id: int) -> Measurement:
    """Load a measurement with its accounts, deleted or not."""
    of_present_study = Study.deleted_at.is_(None) & (Measurement.id == measurement_id)
    statement = _whole(select(Measurement)).join(Study, Study.id == Measurement.study_id).where(of_present_study)
    row = session.scalar(statement.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("There is no such measurement.")
    return row


def _locked(session: Session, measurement_id: int, *, version: int | None, deleted_too: bool = False) -> Measurement:
    """Load a measurement so that nobody else changes it until the transaction ends."""
    row = session.get(Measurement, measurement_id, with_for_update=True)
    if row is not None:
        _existing_study(session, row.study_id)
    if row is None or (row.deleted_at is not None and not deleted_too):
        raise NotFound("This measurement is not there any more; somebody may have deleted it.")
    if version is not None and row.version != version:
        raise Conflict("Somebody else has changed this measurement in the meantime. Look at it again first.")
    return row


def _touch(row: Measurement, *, account_id: int) -> None:
    row.version += 1
    row.changed_at = utc_now()
    row.changed_by_id = account_id


def _existing_study(session: Session, study_id: int, *, lock: bool = False) -> Study:
    statement = select(Study).where(Study.id == study_id, Study.deleted_at.is_(None))
    study = session.scalar(statement.with_for_update() if lock else statement)
    if study is None:
        raise NotFound("There is no such study.")
    return study


def _check_room(session: Session, study_id: int) -> None:
    counted = select(func.count()).where(Measurement.study_id == study_id, Measurement.deleted_at.is_(None))
    if (session.scalar(counted) or 0) >= MAX_PER_STUDY:
        raise Conflict(f"This study has {MAX_PER_STUDY} measurements, which is as many as it can have.")
