"""Fifty people scrolling and five uploading, while the worker computes."""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from bench import cases
from bench.crowd import Crowd, Measured, upload_body
from bench.percentiles import percentile
from tests.support.product import Product, serve

# So that what is counted is the server's work, not its refusals: all of the crowd is one account.
ENVIRONMENT = {"NEUROSLICE_REQUESTS_PER_MINUTE": "1000000"}
VIEWERS, UPLOADERS = 50, 5
STUDIES = 3
MIB = 1 << 20
_SAMPLE_SECONDS = 1.0


def main() -> None:
    """Measure against a freshly started product."""
    parser = argparse.ArgumentParser(prog="python -m bench.under_load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0, help="length of the load")
    parser.add_argument("--idle-seconds", type=float, default=30.0, help="length of the scrolling alone before it")
    options = parser.parse_args()
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the start")
    with tempfile.TemporaryDirectory(prefix="neuroslice-load-") as scratch:
        case = cases.find_or_make(Path(scratch) / "case")
        with serve(Path(scratch) / "data", environment=ENVIRONMENT) as product:
            studies = []
            before = processor_seconds(product)
            for number in range(STUDIES):
                accepted = product.upload(case, mrn=f"LOAD-{number}", name="Bench Phantom")
                product.finished_job(accepted["job"]["id"])
                studies.append(product.request("GET", f"/api/studies/{accepted['study']['id']}").json())
            spent = {kind: value - before[kind] for kind, value in processor_seconds(product).items()}
            size = sum(path.stat().st_size for path in case.values()) / MIB
            print(
                f"one study: {size:.1f} MiB to upload; processor time "
                f"of the web server {spent['web'] / STUDIES:.1f} s, of the worker {spent['worker'] / STUDIES:.1f} s"
            )
            measure(product, studies=studies, case=case, seconds=options.seconds, idle_seconds=options.idle_seconds)


def measure(
    product: Product,
    *,
    studies: Sequence[Mapping[str, Any]],
    case: Mapping[str, Path],
    seconds: float,
    idle_seconds: float,
) -> None:
    """Print what the crowd met: first while nobody uploads and the worker rests, then while all of it happens.

    Args:
        product: running.
        studies: to look at.
        case: to upload.
        seconds: length of the load.
        idle_seconds: length of the time before it.
    """
    crowd = Crowd(product, studies=studies, body=upload_body(case))
    crowd.run(viewers=VIEWERS, uploaders=0, seconds=3.0)  # so that every process has opened what it shows
    print(f"\n{VIEWERS} people scrolling, nobody uploads, {idle_seconds:.0f} s:")
    before = processor_seconds(product)["web"]
    calm = crowd.run(viewers=VIEWERS, uploaders=0, seconds=idle_seconds)
    _print(calm, seconds=idle_seconds)
    spent = processor_seconds(product)["web"] - before
    replies = sum(len(times) for times in calm.times.values())
    print(f"  processor time of the web server: {1e3 * spent / replies:.1f} ms for each reply, lists and all")
    print(f"\nthe same with {UPLOADERS} people uploading and the worker at work, {seconds:.0f} s (budget: 0 errors):")
    with _sampled(product) as samples:
        busy = crowd.run(viewers=VIEWERS, uploaders=UPLOADERS, seconds=seconds)
    _print(busy, seconds=seconds)
    states = [product.request("GET", f"/api/jobs/{number}").json()["state"] for number in busy.jobs]
    print(f"  jobs     {len(states)} accepted, of which at its end {states.count('succeeded')} had their mask")
    ratio = percentile(busy.times["slice"], 99) / percentile(calm.times["slice"], 99)
    print(f"  p99 of slices: {ratio:.1f} times that without uploads and jobs (budget 3)")
    for kind, values in samples.items():
        half = len(values) // 2
        first, second = statistics.mean(values[:half]), statistics.mean(values[half:])
        print(
            f"  memory of {kind}: first half {first:.0f} MiB, second half {second:.0f} MiB, "
            f"{100 * (second / first - 1):+.1f} % (budget within 5)"
        )


def _print(measured: Measured, *, seconds: float) -> None:
    for kind in measured.times:
        print(f"  {measured.line(kind, seconds=seconds)}")
    print(f"  errors   {len(measured.errors)} {sorted(set(measured.errors)) or ''}")


def processor_seconds(product: Product) -> dict[str, float]:
    """Add up the processor time that web processes and worker have taken; it hardly depends on who else is at work."""
    return _by_kind(product, lambda process: sum(process.cpu_times()[:2]))


def _by_kind(product: Product, measure: Callable[[psutil.Process], float]) -> dict[str, float]:
    """Add up something of all web processes, and of all of the worker."""
    totals = {"web": 0.0, "worker": 0.0}
    for process in psutil.Process(product.process.pid).children(recursive=True):
        try:
            kind = "web" if "gunicorn" in " ".join(process.cmdline()) else "worker"
            totals[kind] += measure(process)
        except psutil.NoSuchProcess:
            continue
    return totals


@contextmanager
def _sampled(product: Product) -> Iterator[dict[str, list[float]]]:
    """Note down the memory of web processes and worker every second of the body; shared pages are shared out."""
    samples: dict[str, list[float]] = {"web": [], "worker": []}
    done = threading.Event()

    def sample() -> None:
        while not done.wait(_SAMPLE_SECONDS):
            for kind, value in _by_kind(product, lambda process: process.memory_full_info().pss / MIB).items():
                samples[kind].append(value)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield samples
    finally:
        done.set()
        thread.join()


if __name__ == "__main__":
    main()
