"""What a process asks of the kernel about its parent."""

from __future__ import annotations

import ctypes
import sys

__all__ = ["signal_on_parent_death"]

_PR_SET_PDEATHSIG = 1


def signal_on_parent_death(number: int) -> None:
    """Be sent a signal when the thread that started this process ends; on Linux alone, elsewhere nothing happens.

    Args:
        number: the signal, or 0 for none.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
