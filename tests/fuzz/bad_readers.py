"""Readers that do what a reader must never do, to see that a campaign notices."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

__all__ = ["crashes", "hangs", "sleeps", "stumbles", "swallows"]

_THIRD = 3


def _turn(path: Path) -> bool:
    """Tell, by a count kept beside the file, whether it is the third one's turn."""
    counter = path.with_suffix(".count")
    count = int(counter.read_text()) + 1 if counter.exists() else 1
    counter.write_text(str(count))
    return count == _THIRD


def crashes(path: Path) -> str:
    """Crash like a library with a wild pointer."""
    if _turn(path):
        os.kill(os.getpid(), signal.SIGSEGV)
    return "refused"


def hangs(path: Path) -> str:
    """Compute for ever, with a limit of our own choice so that nobody waits for it."""
    if _turn(path):
        signal.setitimer(signal.ITIMER_PROF, 0.2)
        while True:
            pass
    return "refused"


def sleeps(path: Path) -> str:
    """Wait for what never comes, and use no processor for it."""
    if _turn(path):
        while True:
            time.sleep(60.0)
    return "refused"


def swallows(path: Path) -> str:
    """Ask for more memory than there is."""
    if _turn(path):
        bytearray(1 << 30)
    return "refused"


def stumbles(path: Path) -> str:
    """Let through an error that has no words for people."""
    if _turn(path):
        raise IndexError("list index out of range")
    return "refused"
