"""From files to a stored mask, through the real server, worker and database, with each runtime."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import psutil

from bench import upload
from model.inference.runtimes.make import installed
from tests.support.product import Product, serve

MIB = 1 << 20


def measure(*, case: Mapping[str, Path], scratch: Path, uploads: int) -> None:
    """Upload a case a few times for each runtime and print stages and the worker's peak memory.

    Args:
        case: The files by channel.
        scratch: Where the data directories go.
        uploads: How many times.
    """
    for name in installed():
        print(f"\nfiles to stored mask, runtime {name} (goal: 10 s, then 5 s):")
        with serve(scratch / f"data-{name}", environment={"NEUROSLICE_RUNTIME": name}) as product:
            upload.measure(product, case=case, runs=uploads)
            print(f"  worker: peak {_worker_peak(product) / MIB:.0f} MiB (budget 4096 MiB)", flush=True)


def _worker_peak(product: Product) -> int:
    """Give the high-water mark of the largest process below the server, as the kernel keeps it."""
    peaks = []
    for process in psutil.Process(product.process.pid).children(recursive=True):
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
        peaks += [int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")]
    return max(peaks)
