"""Jobs, workers and the store as they are now, asked when somebody wants to know."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from backend.settings import Settings
from db.clock import near, shared_now
from db.models import Image, Job, Study, Worker
from db.session import SessionFactory

__all__ = ["InstallationMetrics"]

_NEWEST = 100
_STATES = ("queued", "running", "succeeded", "failed", "cancelled")


class InstallationMetrics(Collector):
    """Ask the database and the disk.

    Args:
        database: where jobs, workers and images are.
        settings: where the store is, and how long a silent worker counts as alive.
    """

    def __init__(self, database: SessionFactory, *, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def text(self) -> bytes:
        """Write everything in Prometheus' text format.

        Raises:
            OperationalError: the database does not answer.
        """
        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """Yield each measurement."""
        with self._database.read() as session:
            counted = session.execute(select(Job.state, func.count()).group_by(Job.state)).all()
            oldest = session.scalar(select(func.min(Job.created_at)).where(Job.state == "queued"))
            timings = session.scalars(
                select(Job.timings).where(Job.state == "succeeded").order_by(Job.id.desc()).limit(_NEWEST)
            ).all()
            now = shared_now(session)
            alive = near(Worker.seen_at, now=now, span=timedelta(seconds=self._settings.lease_seconds))
            workers = session.scalar(select(func.count()).select_from(Worker).where(alive)) or 0
            studies = session.scalar(select(func.count()).select_from(Study)) or 0
            # An image that belongs to two studies is stored once.
            files = select(Image.sha256, func.max(Image.size_bytes).label("size")).group_by(Image.sha256).subquery()
            stored = session.scalar(select(func.sum(files.c.size))) or 0
        states: dict[str, int] = {row[0]: row[1] for row in counted}
        yield _by("neuroslice_jobs", "Jobs by state.", "state", {state: states.get(state, 0) for state in _STATES})
        waited = (now - oldest).total_seconds() if oldest else 0.0
        yield GaugeMetricFamily("neuroslice_queue_oldest_seconds", "How long the oldest job waits.", value=waited)
        yield _by(
            "neuroslice_job_stage_seconds", f"Mean of the newest {_NEWEST} masks, by stage.", "stage", _means(timings)
        )
        yield GaugeMetricFamily("neuroslice_workers", "Workers that have their network loaded.", value=workers)
        yield GaugeMetricFamily("neuroslice_studies", "Studies in the database.", value=studies)
        yield GaugeMetricFamily("neuroslice_store_bytes", "Size of all uploaded volumes.", value=int(stored))
        free = shutil.disk_usage(self._settings.data_dir).free
        yield GaugeMetricFamily("neuroslice_disk_free_bytes", "Space left for more.", value=free)


def _by(name: str, words: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _means(timings: Iterable[dict[str, float]]) -> dict[str, float]:
    seconds: dict[str, list[float]] = defaultdict(list)
    for each in timings:
        for stage, value in each.items():
            seconds[stage].append(value)
    return {stage: sum(values) / len(values) for stage, values in seconds.items()}
