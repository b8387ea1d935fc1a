"""Counts and times of requests, of all web processes together."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["RequestMetrics"]

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestMetrics:
    """Keep a histogram by method, route and status.

    Where the server has several processes, `PROMETHEUS_MULTIPROC_DIR` names a folder that they share, in which each
    keeps its numbers; whichever is asked adds them up.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._seconds = Histogram(
            "neuroslice_request_seconds",
            "Seconds from a request's first to its reply's first byte.",
            ("method", "route", "status"),
            registry=self._registry,
            buckets=_BUCKETS,
        )

    def observe(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request.

        Args:
            method: of HTTP; those that a client made up count as one.
            route: its pattern, not its address.
            status: of the reply.
            seconds: that it took.
        """
        known = method if method in _METHODS else "other"
        self._seconds.labels(known, route, str(status)).observe(seconds)

    def text(self) -> bytes:
        """Write everything in Prometheus' text format."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)
