"""Resident memory of the web processes and of the worker."""

from __future__ import annotations

import psutil

from tests.support.product import Product

MIB = 1 << 20


def measure(product: Product, *, when: str) -> None:
    """Print the resident set of every process below `neuroslice serve`; shared pages count in each."""
    print(f"\nmemory, {when}:")
    supervisor = psutil.Process(product.process.pid)
    for process in [supervisor, *supervisor.children(recursive=True)]:
        command = " ".join(process.cmdline())
        kind = (
            "web" if "gunicorn" in command else "worker" if "celery" in command or "worker" in command else "supervisor"
        )
        print(f"  {kind:<10} pid {process.pid:<8} {process.memory_info().rss / MIB:7.0f} MiB")
