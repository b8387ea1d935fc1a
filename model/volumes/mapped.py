"""Arrays in files, mapped into memory by several threads at once."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["map_array"]

# NumPy reads the head of a .npy file with `ast.literal_eval`. Before Python 3.11.8 that counts in one place for all
# threads how deep it is, and fails with a SystemError where a collection of garbage lets another thread in between.
# Source: https://github.com/python/cpython/issues/106905
_reading_a_head = Lock()


def map_array(path: Path, *, writable: bool = False) -> NDArray[Any]:
    """Map a .npy file into memory.

    Args:
        path: the file.
        writable: let what is written to the array go into the file.

    Raises:
        OSError: the file is not there, or the disk is broken.
        ValueError: it is no such file, or holds objects.
        EOFError: it is empty.
    """
    with _reading_a_head:
        pixels: NDArray[Any] = np.load(path, mmap_mode="r+" if writable else "r", allow_pickle=False)
    return pixels
