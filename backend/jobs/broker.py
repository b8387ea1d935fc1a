"""The Celery app: which broker carries the messages, and how."""

from __future__ import annotations

from typing import Any

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

from backend.settings import Settings

__all__ = ["SEGMENT", "make_celery"]

SEGMENT = "neuroslice.segment"
"""Name of the one task; its argument is the id of a job."""

_POLL_SECONDS = 0.1
_CONNECT_SECONDS = 2.0
# A network that has not come back after an hour never will.
_TIME_LIMIT_SECONDS = 3600


def make_celery(settings: Settings) -> Celery:
    """Make an app that sends and receives ids of jobs, as JSON, and nothing else.

    Results are not kept: what became of a job is said by its row.
    """
    app = Celery("neuroslice", set_as_current=False)
    app.conf.update(
        accept_content=["json"],
        task_serializer="json",
        event_serializer="json",
        result_backend=None,
        task_ignore_result=True,
        task_default_queue="neuroslice",
        # A message is acknowledged when its job has ended, so that a busy worker holds no other one back.
        task_acks_late=True,
        worker_prefetch_multiplier=1,
        worker_concurrency=settings.worker_concurrency,
        # The network is loaded before a process reports ready.
        worker_proc_alive_timeout=120.0,
        worker_send_task_events=False,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        task_time_limit=_TIME_LIMIT_SECONDS,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        **_transport(settings),
    )
    return app


def _transport(settings: Settings) -> dict[str, Any]:
    if not settings.broker_url.startswith("filesystem:"):
        return {
            "broker_url": settings.broker_url,
            "broker_transport_options": {
                "socket_connect_timeout": _CONNECT_SECONDS,
                "socket_timeout": _CONNECT_SECONDS,
                # Whoever uploads does not wait for a broker that is away: the sweep sends the message later.
                "max_retries": 1,
                "interval_start": 0,
                "interval_step": 0,
                "interval_max": 0,
                # A message is given again when it was not acknowledged for longer than any job may take.
                "visibility_timeout": _TIME_LIMIT_SECONDS + 600,
            },
        }
    TRANSPORT_ALIASES["filesystem"] = "backend.jobs.disk_transport:Transport"
    broker_dir = settings.broker_url.removeprefix("filesystem://")
    return {
        "broker_url": "filesystem://localhost//",
        "broker_transport_options": {
            "data_folder_in": f"{broker_dir}/messages",
            "data_folder_out": f"{broker_dir}/messages",
            "polling_interval": _POLL_SECONDS,
        },
    }
