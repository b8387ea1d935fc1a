from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.errors import ModelUnavailable
from model.weights.store import read_weights, round_weights, write_weights

VALUES = [np.linspace(-1, 1, 12, dtype=np.float32).reshape(3, 4), np.array([1e6, 1e-9], np.float32)]


def test_rounds_kernels_and_keeps_vectors() -> None:
    kernel, vector = round_weights(VALUES)
    assert kernel.dtype == np.float16
    np.testing.assert_array_equal(vector, VALUES[1])


def test_comes_back_as_it_was_rounded(tmp_path: Path) -> None:
    rounded = round_weights(VALUES)
    digest = write_weights(tmp_path / "w.npz", rounded)
    for value, expected in zip(read_weights(tmp_path / "w.npz", sha256=digest), rounded, strict=True):
        assert value.dtype == np.float32
        np.testing.assert_array_equal(value, expected)


def test_equal_weights_give_equal_bytes(tmp_path: Path) -> None:
    rounded = round_weights(VALUES)
    assert write_weights(tmp_path / "a.npz", rounded) == write_weights(tmp_path / "b.npz", rounded)


def test_refuses_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    digest = write_weights(path, VALUES)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match="damaged"):
        read_weights(path, sha256=digest)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"w\.npz cannot be read"):
        read_weights(tmp_path / "w.npz", sha256="")
