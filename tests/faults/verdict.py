"""What a fault has done: how much was tried, lost, left behind, and how long it took to be whole again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from backend.audit.verify import verify
from backend.safekeeping.check import Checker
from tests.faults.installation import Installation
from tests.faults.promises import broken_promises, jobs_without_a_mask
from tests.faults.rows import rows_without_their_owner

__all__ = ["HEAD", "Verdict", "judge", "judge_records"]


@dataclass
class Verdict:
    """The figures of one kind of fault."""

    fault: str
    tried: int = 0
    acknowledged: int = 0
    recovered: int = 0
    lost: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Tell whether nothing was lost and nothing was left behind."""
        return not self.lost and not self.left

    @contextmanager
    def attempt(self, times: int = 1) -> Iterator[None]:
        """Do a fault and judge what it has done; it has been recovered from if nothing was found."""
        found = len(self.lost) + len(self.left)
        yield
        self.tried += times
        if len(self.lost) + len(self.left) == found:
            self.recovered += times

    def line(self) -> str:
        """Say it in one row of a table."""
        slowest = f"{max(self.seconds):.1f}" if self.seconds else "-"
        numbers = f"{self.tried:>6}{self.acknowledged:>14}{len(self.lost):>6}{len(self.left):>6}{self.recovered:>11}"
        return f"{self.fault:<58}{numbers}{slowest:>12}"


HEAD = f"{'fault':<58}{'tried':>6}{'acknowledged':>14}{'lost':>6}{'left':>6}{'recovered':>11}{'slowest s':>12}"


def judge_records(installation: Installation, verdict: Verdict) -> None:
    """Look at database and store, without waiting for anything: every promise kept, and nothing left over."""
    services = installation.services
    checker = Checker(services.database, store=services.store)
    findings = set(checker.check(safe_age=0))
    if findings:
        # A worker that removes for good what was deleted takes away the rows first, and then the files.
        time.sleep(1.0)
        findings &= set(checker.check(safe_age=0))
    for finding in sorted(findings, key=str):
        where = verdict.left if finding.kind in ("orphaned", "stray") else verdict.lost
        where.append(f"{verdict.fault}: {finding.kind}: {finding.what}")
    store = installation.settings.data_dir / "store" / "incoming"
    verdict.left += [f"{verdict.fault}: {path}" for path in store.glob("*/*")]
    cache = installation.settings.data_dir / "cache"
    verdict.left += [f"{verdict.fault}: {path}" for path in cache.glob("*/*/*.tmp*")]
    verdict.left += [f"{verdict.fault}: {words}" for words in rows_without_their_owner(services.database)]
    verdict.lost += [f"{verdict.fault}: {words}" for words in broken_promises(installation)]
    verdict.lost += [f"{verdict.fault}: audit log: {words}" for words in verify(services.database).problems]
    verdict.acknowledged = len(installation.promises)


def judge(installation: Installation, verdict: Verdict, *, since: float | None = None) -> None:
    """Wait until every job has ended, then look at everything; web server and worker are running.

    Args:
        installation: what to look at.
        verdict: where it is noted down.
        since: when it began to be put right, by the monotonic clock; now, if left out.
    """
    start = time.monotonic() if since is None else since
    installation.wait_until_ended()
    verdict.seconds.append(time.monotonic() - start)
    judge_records(installation, verdict)
    verdict.lost += [f"{verdict.fault}: {words}" for words in jobs_without_a_mask(installation)]
    for promise in installation.promises:
        if promise.study_id not in installation.perhaps_deleted and installation.stored(promise) != promise.voxels:
            verdict.lost.append(f"{verdict.fault}: volumes of study {promise.study_id}, as they are downloaded")
