import numpy as np
import pytest

from model.volumes import from_spacing, resampled_shape, to_spacing
from model.volumes.resample import resample_slabs

ONE = (1.0, 1.0, 1.0)


def blob(shape: tuple[int, int, int], spacing: tuple[float, float, float]) -> np.ndarray:
    """Give a smooth bump 3 mm right, 2 mm posterior and 1 mm superior of the centre, on any grid."""
    places = [
        (np.arange(size) - (size - 1) / 2) * step - middle
        for size, step, middle in zip(shape, spacing, (3.0, -2.0, 1.0), strict=True)
    ]
    x, y, z = np.meshgrid(*places, indexing="ij")
    return np.exp(-(x**2 + y**2 + z**2) / (2 * 5.0**2)).astype(np.float32)


def centre_of_mass(data: np.ndarray, spacing: tuple[float, float, float]) -> list[float]:
    return [
        float((data.sum(axis=tuple({0, 1, 2} - {axis})) * (np.arange(size) - (size - 1) / 2)).sum() / data.sum() * step)
        for axis, (size, step) in enumerate(zip(data.shape, spacing, strict=True))
    ]


@pytest.mark.parametrize("spacing", [(0.5, 0.7, 2.0), (2.0, 1.5, 0.4), (0.9375, 0.9375, 1.2)])
def test_nothing_moves_by_a_part_of_a_voxel(spacing: tuple[float, float, float]) -> None:
    shape = resampled_shape((60, 64, 68), spacing=ONE, target=spacing)

    result = to_spacing(blob(shape, spacing), spacing=spacing, target=ONE)

    assert centre_of_mass(result, ONE) == pytest.approx([3.0, -2.0, 1.0], abs=0.03)


@pytest.mark.parametrize("spacing", [(0.5, 0.7, 2.0), (2.0, 1.5, 0.4), (0.9375, 0.9375, 1.2)])
def test_a_smooth_image_comes_back(spacing: tuple[float, float, float]) -> None:
    shape = resampled_shape((60, 64, 68), spacing=ONE, target=spacing)
    data = blob(shape, spacing)

    there = to_spacing(data, spacing=spacing, target=ONE)
    back = from_spacing(there, spacing=spacing, target=ONE, shape=shape)

    assert back.shape == shape
    assert np.abs(back - data).max() < 0.06


def test_values_are_those_of_the_same_places() -> None:
    ramp = np.arange(9, dtype=np.float32).reshape(9, 1, 1) * np.ones((9, 3, 3), dtype=np.float32)

    result = to_spacing(ramp, spacing=ONE, target=(0.5, 1.0, 1.0))

    # 18 voxels of 0.5 mm about the same centre (4 mm): from 4 - 4.25 to 4 + 4.25 mm, held at the ends.
    assert result[:, 1, 1] == pytest.approx(np.clip(4 + (np.arange(18) - 8.5) * 0.5, 0, 8))


def test_the_same_spacing_changes_nothing() -> None:
    data = np.random.default_rng(0).normal(size=(4, 5, 6)).astype(np.float32)

    assert np.array_equal(to_spacing(data, spacing=(1.0, 1.0000001, 1.0), target=ONE), data)


def test_a_constant_stays_constant_up_to_the_edges() -> None:
    result = to_spacing(np.full((7, 8, 9), 3.5), spacing=(0.7, 1.3, 2.9), target=ONE)

    assert result == pytest.approx(np.full(result.shape, 3.5))


def test_noise_is_averaged_rather_than_skipped() -> None:
    stripes = np.tile(np.array([0.0, 1.0], dtype=np.float32), 20)[:, None, None] * np.ones((1, 4, 4), dtype=np.float32)

    result = to_spacing(stripes, spacing=(0.25, 1.0, 1.0), target=ONE)

    assert np.abs(result[2:-2] - 0.5).max() < 0.1


def test_labels_stay_labels() -> None:
    labels = np.zeros((8, 8, 8), dtype=np.uint8)
    labels[2:6, 2:6, 2:6] = 4

    result = to_spacing(labels, spacing=(2.0, 2.0, 2.0), target=ONE, order=0)

    assert result.dtype == np.uint8
    assert set(np.unique(result)) == {0, 4}
    assert (result == 4).sum() == 8 * (labels == 4).sum()


def test_labels_come_back_exactly_from_a_finer_grid() -> None:
    labels = np.random.default_rng(0).integers(0, 5, (6, 7, 8)).astype(np.uint8)

    there = to_spacing(labels, spacing=(2.0, 1.5, 3.0), target=ONE, order=0)
    back = from_spacing(there, spacing=(2.0, 1.5, 3.0), target=ONE, shape=(6, 7, 8), order=0)

    assert np.array_equal(back, labels)


def test_channels_are_resampled_alike() -> None:
    data = np.random.default_rng(0).normal(size=(5, 6, 7, 2)).astype(np.float32)

    both = to_spacing(data, spacing=(2.0, 1.0, 0.5), target=ONE)

    assert both[..., 1] == pytest.approx(to_spacing(data[..., 1], spacing=(2.0, 1.0, 0.5), target=ONE))


@pytest.mark.parametrize(("old", "new"), [(0.5, 1.0), (2.0, 0.7), (1.0, 1.0)])
def test_a_large_volume_is_resampled_in_slabs_that_agree_with_its_parts(old: float, new: float) -> None:
    data = np.random.default_rng(0).normal(size=(40, 200, 180)).astype(np.float32)
    shape = resampled_shape(data.shape, spacing=(old,) * 3, target=(new,) * 3)
    asked: list[slice] = []

    def read(rows: slice) -> np.ndarray:
        asked.append(rows)
        return data[rows]

    slabs = list(resample_slabs(read, source=data.shape, shape=shape, spacing=(old,) * 3, target=(new,) * 3))

    assert len(slabs) > 1
    assert [rows.start for rows, _ in slabs] == [0, *(rows.stop for rows, _ in slabs[:-1])]
    assert max(rows.stop - rows.start for rows in asked) < len(data)
    whole = np.concatenate([slab for _, slab in slabs])
    # A few columns make a volume that is resampled in one piece.
    column = to_spacing(data[:, :1, :1], spacing=(old, 1.0, 1.0), target=(new, 1.0, 1.0))
    steps = to_spacing(np.tile(data[:, :1, :1], (1, 200, 180)), spacing=(old,) * 3, target=(new,) * 3)
    assert whole.shape == shape
    assert np.array_equal(whole, to_spacing(data, spacing=(old,) * 3, target=(new,) * 3))
    assert steps[:, 5, 5] == pytest.approx(column[:, 0, 0], abs=1e-5)


def test_the_way_back_refuses_another_grid() -> None:
    with pytest.raises(ValueError, match=r"expected data of shape \(4, 4, 4\)"):
        from_spacing(np.zeros((5, 4, 4)), spacing=(2.0, 2.0, 2.0), target=ONE, shape=(2, 2, 2))
