"""What no log may say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["check_logs"]

# Whom the tests upload.
_NAMES = ("Kim Minji", "KIM^MINJI", "김민지")


def check_logs(logs: Iterable[Path]) -> None:
    """See that no line of some logs names a patient.

    Raises:
        AssertionError: one does.
    """
    for log in logs:
        text = log.read_text(errors="replace")
        for name in _NAMES:
            lines = [line for line in text.splitlines() if name in line]
            assert not lines, f"{log} names a patient: {lines}"
