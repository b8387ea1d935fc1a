"""What a fault has done: how much was tried, lost, left behind, and how long it took to be whole again."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import func, select

from backend.safekeeping.check import Checker
from db.models import Job, Segmentation, Study
from tests.faults.installation import Installation

__all__ = ["Verdict", "judge", "judge_records"]


@dataclass
class Verdict:
    """The figures of one kind of fault."""

    fault: str
    tried: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Tell whether nothing was lost and nothing was left behind."""
        return not self.lost and not self.left

    def line(self) -> str:
        """Say it in one row of a table."""
        slowest = f"{max(self.seconds):.1f}" if self.seconds else "-"
        return (
            f"{self.fault:<58}{self.tried:>6}{self.acknowledged:>14}{len(self.lost):>6}{len(self.left):>6}{slowest:>12}"
        )


HEAD = f"{'fault':<58}{'tried':>6}{'acknowledged':>14}{'lost':>6}{'left':>6}{'slowest s':>12}"


def judge_records(installation: Installation, verdict: Verdict) -> None:
    """Look at database and store, without waiting for anything: every promise kept, and nothing left over."""
    services = installation.services
    for finding in Checker(services.database, store=services.store).check(safe_age=0):
        where = verdict.left if finding.kind in ("orphaned", "stray") else verdict.lost
        where.append(f"{verdict.fault}: {finding.kind}: {finding.what}")
    store = installation.settings.data_dir / "store" / "incoming"
    verdict.left += [f"{verdict.fault}: {path}" for path in store.glob("*/*")]
    cache = installation.settings.data_dir / "cache"
    verdict.left += [f"{verdict.fault}: {path}" for path in cache.glob("*/*/*.tmp*")]
    with services.database.read() as session:
        there = set(session.scalars(select(Study.id)))
    verdict.lost += [
        f"{verdict.fault}: study {promise.study_id}"
        for promise in installation.promises
        if promise.study_id not in there
    ]


def judge(installation: Installation, verdict: Verdict) -> None:
    """Wait until every job has ended, then look at everything; web server and worker are running."""
    verdict.seconds.append(installation.wait_until_ended())
    judge_records(installation, verdict)
    services = installation.services
    with services.database.read() as session:
        masks = dict(session.execute(select(Segmentation.job_id, func.count()).group_by(Segmentation.job_id)).all())
        states = dict(session.execute(select(Job.id, Job.state)).all())
    for promise in installation.promises:
        if states.get(promise.job_id) != "succeeded" or masks.get(promise.job_id) != 1:
            state, count = states.get(promise.job_id), masks.get(promise.job_id, 0)
            verdict.lost.append(f"{verdict.fault}: job {promise.job_id} is {state} with {count} masks")
        if installation.stored(promise) != promise.voxels:
            verdict.lost.append(f"{verdict.fault}: volumes of study {promise.study_id}")
    verdict.acknowledged = len(installation.promises)
