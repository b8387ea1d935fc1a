from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.augment.sample import Sample
from model.data.packed_case import pack_sample, read_packed
from model.errors import VolumeError


@pytest.mark.parametrize("levels", [255, 32])
def test_comes_back_within_half_a_step(sample: Sample, tmp_path: Path, levels: int) -> None:
    path = tmp_path / "case.packed"
    pack_sample(sample, levels=levels).write(path)
    back = read_packed(path).sample()
    image, truth = back.image[..., :-1], sample.image[..., :-1]
    span = truth.max(axis=(0, 1, 2)) - truth.min(axis=(0, 1, 2))
    # A level may lie half a byte off its even place.
    assert np.all(np.abs(image - truth) <= span * (0.5 / (levels - 1) + 0.5 / 254 + 1e-6))
    assert np.all((image == 0) == (truth == 0))
    np.testing.assert_array_equal(back.brain, sample.brain)
    np.testing.assert_allclose(back.regions, sample.regions, atol=0.5 / 255 + 1e-6)


def test_equal_cases_give_equal_bytes_and_fewer_levels_fewer(sample: Sample, tmp_path: Path) -> None:
    paths = [tmp_path / f"{index}.packed" for index in range(3)]
    for path, levels in zip(paths, (255, 255, 4), strict=True):
        pack_sample(sample, levels=levels).write(path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert paths[2].stat().st_size < paths[0].stat().st_size


def test_refuses_a_damaged_file_and_levels_out_of_range(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "case.packed"
    pack_sample(sample).write(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(VolumeError, match="damaged"):
        read_packed(path)
    with pytest.raises(ValueError, match="from 2 to 255"):
        pack_sample(sample, levels=256)
