"""Everything that is written into a log while the tests run, in this process and by those that it starts."""

from __future__ import annotations

import logging
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from backend.logs import _QUIET, _JsonLines
from db.models import Patient
from tests.support.private import named_in

__all__ = ["Said"]

# So long, each word of a name is nothing that a log would say of anything else.
_LETTERS = 3


class Said:
    """Listen to every logger, every log file of a process, and what processes say on stderr; look for patients' names.

    Names are those of the tests' list, and those of two words that a test gives to a patient in its own process.

    Args:
        patch: undone when nobody is to listen any more.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._files: dict[Path, int] = {}
        self._found: list[str] = []
        self._names: set[str] = set()
        self._lines = _JsonLines()
        # What a server is started with: it is what a hospital would keep.
        patch.setattr(logging.getLogger(), "level", logging.INFO)
        for name in _QUIET:
            patch.setattr(logging.getLogger(name), "level", logging.WARNING)
        handle, start, communicate = logging.Logger.handle, subprocess.Popen.__init__, subprocess.Popen.communicate

        def handled(logger: logging.Logger, record: logging.LogRecord) -> None:
            self._hear(f"{record.name}: {self._lines.format(record)}")
            handle(logger, record)

        def started(process: subprocess.Popen[Any], *arguments: Any, **options: Any) -> None:
            start(process, *arguments, **options)
            for stream in (options.get("stdout"), options.get("stderr")):
                if isinstance(name := getattr(stream, "name", None), str):
                    self.follow(Path(name))

        def communicated(process: subprocess.Popen[Any], *arguments: Any, **options: Any) -> Any:
            stdout, stderr = communicate(process, *arguments, **options)
            self._hear(stderr.decode(errors="replace") if isinstance(stderr, bytes) else stderr or "")
            return stdout, stderr

        patch.setattr(logging.Logger, "handle", handled)
        patch.setattr(subprocess.Popen, "__init__", started)
        patch.setattr(subprocess.Popen, "communicate", communicated)
        event.listen(Patient, "before_insert", self._learn)
        event.listen(Patient, "before_update", self._learn)

    def follow(self, log: Path) -> None:
        """Read a file from where it was read to so far, or from its beginning if it was begun anew."""
        self._files[log] = min(self._files.get(log, 0), log.stat().st_size)

    def check(self) -> None:
        """See that nobody was named since the last time.

        Raises:
            AssertionError: somebody was.
        """
        for log, end in self._files.items():
            if log.is_file() and log.stat().st_size > end:
                with log.open("rb") as file:
                    file.seek(end)
                    content = file.read()
                # A line that is not over is read again when it is.
                self._files[log] = end + content.rfind(b"\n") + 1
                self._hear(content.decode(errors="replace"))
        found, self._found = self._found, []
        self._names.clear()
        assert not found, f"a log names a patient: {found}"

    def _hear(self, text: str) -> None:
        self._found += named_in(text, others=self._names)

    def _learn(self, _mapper: Any, _connection: Any, patient: Patient) -> None:
        words = patient.name.split()
        if len(words) > 1 and all(len(word) >= _LETTERS and word.isalpha() for word in words):
            self._names.add(patient.name)
