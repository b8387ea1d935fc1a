"""A file's array is mapped, whatever other threads do."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from model.volumes import map_array


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "volume.npy"
    np.save(path, np.asfortranarray(np.arange(24, dtype=np.uint16).reshape(2, 3, 4)))
    return path


@pytest.fixture
def restless() -> Iterator[None]:
    """Let threads change places and garbage be collected all the time."""
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-6)
    gc.set_threshold(20)
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*threshold)


class Knot:
    """Garbage that only a collection removes, and whose end lets other threads in."""

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        sum(range(200))


def test_an_array_is_mapped_as_it_was_stored(path: Path) -> None:
    pixels = map_array(path)

    assert isinstance(pixels, np.memmap)
    assert pixels.flags.f_contiguous
    assert not pixels.flags.writeable
    assert np.array_equal(pixels.ravel(), np.arange(24))


def test_what_is_written_to_a_writable_one_is_in_the_file(path: Path) -> None:
    map_array(path, writable=True)[1, 2, 3] = 999

    assert map_array(path)[1, 2, 3] == 999


def test_objects_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "objects.npy", np.array([{}], dtype=object), allow_pickle=True)

    with pytest.raises(ValueError, match="Python objects"):
        map_array(tmp_path / "objects.npy")


@pytest.mark.usefixtures("restless")
def test_threads_that_map_at_the_same_moment_do_not_disturb_each_other(path: Path) -> None:
    def run(_: int) -> int:
        total = 0
        for _ in range(100):
            Knot()
            total += int(map_array(path)[0, 0, 1])
        return total

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run, range(4))) == [100] * 4
