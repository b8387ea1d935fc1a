"""Measurements as TensorBoard reads them, written without TensorFlow."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["TensorBoardLog", "open_tensorboard_log"]


class TensorBoardLog:
    """An event file of scalars.

    Args:
        folder: Where it goes; every part of a resumed run adds a file.
        first_step: Where this part begins; TensorBoard forgets what an earlier part measured from there on.

    Raises:
        ImportError: If the package `tensorboard` is missing.
    """

    def __init__(self, folder: Path, *, first_step: int) -> None:
        # Its EventFileWriter imports TensorFlow where that is installed; the record writer beneath it does not.
        from tensorboard.compat.proto.event_pb2 import Event, SessionLog
        from tensorboard.compat.proto.summary_pb2 import Summary
        from tensorboard.summary.writer.record_writer import RecordWriter

        self._event, self._summary = Event, Summary
        folder.mkdir(parents=True, exist_ok=True)
        name = f"events.out.tfevents.{time.time_ns() // 1_000_000_000:010d}.{socket.gethostname()}.{os.getpid()}"
        self._records: Any = RecordWriter((folder / name).open("ab"))
        self._write(Event(wall_time=time.time(), file_version="brain.Event:2"))
        start = SessionLog(status=SessionLog.START)
        self._write(Event(wall_time=time.time(), step=first_step, session_log=start))

    def scalars(self, values: Mapping[str, float], *, step: int) -> None:
        """Write some numbers.

        Args:
            values: By tag, such as "loss" or "validation/WT".
            step: Steps taken.
        """
        tagged = [self._summary.Value(tag=tag, simple_value=value) for tag, value in values.items()]
        self._write(self._event(wall_time=time.time(), step=step, summary=self._summary(value=tagged)))

    def close(self) -> None:
        """Close the file."""
        self._records.close()

    def _write(self, event: Any) -> None:
        self._records.write(event.SerializeToString())
        self._records.flush()


def open_tensorboard_log(folder: Path, *, first_step: int) -> TensorBoardLog | None:
    """Open a log, or return None where the package `tensorboard` is not installed: a run can do without."""
    try:
        return TensorBoardLog(folder, first_step=first_step)
    except ImportError:
        return None
