from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from model.volumes import inspect_volume, values
from model.volumes.box import box_around

SIDES = ((12, 70), (30, 66), (5, 40))


@pytest.fixture
def head() -> np.ndarray:
    """Give a bright block in black air."""
    data = np.zeros((80, 90, 60), np.float32)
    x, y, z = (slice(*side) for side in SIDES)
    data[x, y, z] = np.random.default_rng(0).uniform(300, 900, data[x, y, z].shape)
    return data


def assert_holds(box: tuple[tuple[int, int], ...], *, size: tuple[int, ...]) -> None:
    """Check that a box holds the head, with little air around it."""
    for (first, end), (start, stop), count in zip(box, SIDES, size, strict=True):
        assert start - 0.05 * count <= first <= start
        assert stop <= end <= stop + 0.05 * count


def test_a_box_holds_the_head_and_little_of_the_air_around_it(save: Callable[..., Path], head: np.ndarray) -> None:
    assert_holds(inspect_volume(save(head, affine=np.eye(4))).head_box, size=head.shape)


def test_a_box_of_a_sample_is_that_of_the_whole(
    save: Callable[..., Path], head: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "_SAMPLES", 20_000)

    assert_holds(inspect_volume(save(head, affine=np.eye(4))).head_box, size=head.shape)


def test_a_box_is_told_on_the_canonical_grid(save: Callable[..., Path], head: np.ndarray) -> None:
    # The file's axes run to the left, down and to the front.
    affine = np.array([[-1.0, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]])
    stored = head[::-1].transpose(0, 2, 1)[:, ::-1]

    assert_holds(inspect_volume(save(stored, affine=affine)).head_box, size=head.shape)


def test_noise_in_the_air_and_stray_voxels_are_no_head(save: Callable[..., Path], head: np.ndarray) -> None:
    generator = np.random.default_rng(1)
    head += generator.uniform(1, 30, head.shape).astype(np.float32)
    head[tuple(generator.integers(0, size, 20) for size in head.shape)] = 800

    assert_holds(inspect_volume(save(head, affine=np.eye(4))).head_box, size=head.shape)


def test_a_volume_that_is_bright_to_its_edges_is_all_head(save: Callable[..., Path], image: np.ndarray) -> None:
    assert inspect_volume(save(image)).head_box == ((0, 5), (0, 6), (0, 7))


def test_the_box_around_some_boxes_holds_each() -> None:
    first, second = ((1, 4), (2, 9), (3, 5)), ((2, 6), (1, 3), (0, 7))

    assert box_around(first, second) == ((1, 6), (1, 9), (0, 7))
