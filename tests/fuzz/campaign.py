"""Give many broken files to the reader, and gather what became of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.watch import Watch

__all__ = ["READER", "Outcome", "run_campaign"]

READER = "tests.fuzz.reader:judge"
_CHECKOUT = Path(__file__).parents[2]
_SECONDS = 10.0
_VERDICTS = ("accepted", "refused")


@dataclass
class Outcome:
    """Hold what became of the files.

    Args:
        accepted: how many made a valid volume.
        refused: how many were refused in words.
        faults: what happened to each of the others, by number.
        slowest: most seconds of the processor that one file took.
        memory: most bytes that a process held.
    """

    accepted: int = 0
    refused: int = 0
    faults: dict[int, str] = field(default_factory=dict)
    slowest: float = 0.0
    memory: int = 0


def run_campaign(
    *,
    seed: int,
    count: int,
    judge: str = READER,
    batch: int = 2000,
    seconds: float = _SECONDS,
    report: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Judge the files 0 to `count` of a seed, so many to a process; the rest of a batch goes on after a crash.

    Args:
        seed: of the files.
        count: how many.
        judge: what reads them, "module:function".
        batch: files to one process.
        seconds: how long one file may take by the clock, without those for which others had the processor.
        report: told how many files are done.
    """
    outcome = Outcome()
    start = 0
    # A process that crashes leaves its files behind.
    with tempfile.TemporaryDirectory(prefix="neuroslice-fuzz-") as folder:
        while start < count:
            stop = min(start + batch, count)
            start = _run_batch(outcome, judge=judge, seed=seed, start=start, stop=stop, folder=folder, seconds=seconds)
            report(start)
    return outcome


def _run_batch(outcome: Outcome, *, judge: str, seed: int, start: int, stop: int, folder: str, seconds: float) -> int:
    """Run one process; give the number of the file to go on with."""
    command = [sys.executable, "-m", "tests.fuzz.child", judge, str(seed), str(start), str(stop)]
    # Threads of a library would take address space for nothing.
    environment = dict(os.environ) | {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1", "TMPDIR": folder}
    process = subprocess.Popen(
        command, cwd=_CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    words: list[str] = []
    drain = threading.Thread(target=lambda: words.append(process.stderr.read()))  # type: ignore[union-attr]
    drain.start()
    following = start
    watch = Watch(process, seconds=seconds)
    assert process.stdout is not None
    for line in process.stdout:
        head, _, rest = line.rstrip("\n").partition(" ")
        watch.begin()
        if head == "begin":
            continue
        if head == "memory":
            outcome.memory = max(outcome.memory, int(rest))
            continue
        taken, _, verdict = rest.partition(" ")
        _count(outcome, index=int(head), verdict=verdict, seconds=float(taken))
        following = int(head) + 1
    watch.end()
    status = process.wait()
    drain.join()
    process.stdout.close()
    process.stderr.close()  # type: ignore[union-attr]
    if status != 0 and following < stop:
        outcome.faults[following] = "hung: over its time by the clock" if watch.hung else _ending(status, words[0])
        return following + 1
    return stop


def _count(outcome: Outcome, *, index: int, verdict: str, seconds: float) -> None:
    outcome.slowest = max(outcome.slowest, seconds)
    if verdict not in _VERDICTS:
        outcome.faults[index] = verdict
    elif verdict == "accepted":
        outcome.accepted += 1
    else:
        outcome.refused += 1


def _ending(status: int, words: str) -> str:
    if status == -signal.SIGPROF:
        return "hung: over 10 s of the processor"
    if status < 0:
        return f"crashed: {signal.Signals(-status).name}"
    last = words.strip().splitlines()
    return f"ended with status {status}: {last[-1] if last else ''}"
