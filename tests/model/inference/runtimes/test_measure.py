from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.inference.runtimes.measure import time_passes
from model.inference.runtimes.spec import NetworkSpec


class Runtime:
    """Note what it is given."""

    name, precision, channels, multiple = "test", "float32", 1, (16, 16, 1)

    def __init__(self) -> None:
        self.read: list[tuple[int, ...]] = []

    def logits(self, batch: np.ndarray) -> np.ndarray:
        """Give it back."""
        self.read.append(batch.shape[1:4])
        return batch


@pytest.mark.parametrize(("exact", "expected"), [(False, (64, 48, 3)), (True, (60, 44, 3))])
def test_a_shape_is_raised_unless_the_network_takes_no_other(exact: bool, expected: tuple[int, int, int]) -> None:
    runtime = Runtime()
    assert time_passes(runtime, shape=(60, 44, 3), runs=2, exact=exact) >= 0
    assert runtime.read == [expected] * 3


@pytest.mark.parametrize("tile", [None, (572, 572, 1)])
def test_a_network_survives_the_way_to_another_process(tile: tuple[int, int, int] | None) -> None:
    spec = NetworkSpec(name="unet", arguments={"channels": 2}, weights=Path("w.npz"), sha256="0", tile=tile)
    assert NetworkSpec.from_json(spec.to_json()) == spec
    # What is kept for networks without tiles is named by this text, and is to be found again.
    assert ("tile" in spec.to_json()) is (tile is not None)
