import gzip
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest

from model.errors import VolumeError
from model.volumes import inspect_volume, values


def refusal(path: Path) -> str:
    with pytest.raises(VolumeError) as caught:
        inspect_volume(path)
    return str(caught.value)


def scaled(slope: float, intercept: float) -> Callable[[Any], None]:
    def edit(header: Any) -> None:
        header["scl_slope"], header["scl_inter"] = slope, intercept

    return edit


def test_the_grid_is_canonical(save: Callable[..., Path], image: np.ndarray) -> None:
    affine = np.array([[0, -1.0, 0, 10], [0, 0, 1.5, 20], [2.0, 0, 0, 30], [0, 0, 0, 1]])
    expected = nibabel.as_closest_canonical(nibabel.Nifti1Image(image, affine))

    summary = inspect_volume(save(image, affine=affine))

    assert summary.grid.shape == expected.shape
    assert summary.uploaded_shape == image.shape
    assert np.allclose(summary.grid.affine, expected.affine)


def test_the_range_is_in_real_values(save: Callable[..., Path], image: np.ndarray) -> None:
    summary = inspect_volume(save(image, edit=scaled(0.5, -3)))

    assert (summary.minimum, summary.maximum) == (0.5 - 3, 105 - 3)


def test_a_negative_slope_turns_the_range_around(save: Callable[..., Path], image: np.ndarray) -> None:
    summary = inspect_volume(save(image, edit=scaled(-1, 0)))

    assert (summary.minimum, summary.maximum) == (-210, -1)
    assert summary.slope > 0


def test_the_window_leaves_out_zeros_and_outliers(save: Callable[..., Path]) -> None:
    data = np.zeros((20, 20, 20), dtype=np.float32)
    data[10:] = np.random.default_rng(0).uniform(100, 200, (10, 20, 20))
    data[15, 5, 5] = 10_000

    low, high = inspect_volume(save(data)).window

    assert (low, high) == pytest.approx(np.percentile(data[data != 0], (1, 99.5)), rel=1e-3)


def test_the_window_of_a_sample_is_that_of_the_whole(
    save: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "_SAMPLES", 4000)
    data = np.random.default_rng(0).uniform(100, 200, (40, 40, 40)).astype(np.float32)

    assert inspect_volume(save(data)).window == pytest.approx((101, 199.5), abs=1)


def test_the_window_of_two_values_spans_both(save: Callable[..., Path]) -> None:
    data = np.zeros((5, 5, 5), dtype=np.uint8)
    data[2, 2, 2] = 9

    assert inspect_volume(save(data)).window == (0, 9)


def test_codes_and_format_are_told(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["sform_code"], header["qform_code"] = 4, 2

    summary = inspect_volume(save(image, order=">", edit=edit))

    assert (summary.dtype, summary.sform_code, summary.qform_code) == ("int16", 4, 2)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("code", ["f4", "f8"])
def test_a_voxel_without_a_value_is_refused(
    save: Callable[..., Path], image: np.ndarray, code: str, value: float
) -> None:
    data = image.astype(code)
    data[4, 5, 6] = value

    assert "NaN or infinite" in refusal(save(data))


def test_values_beyond_float32_are_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    data = image.astype(np.float64)
    data[0, 0, 0] = 1e200

    assert "impossibly large" in refusal(save(data))


@pytest.mark.parametrize("code", ["u1", "i2", "f4"])
def test_all_zero_is_refused(save: Callable[..., Path], code: str) -> None:
    assert refusal(save(np.zeros((5, 5, 5), dtype=code))) == "The volume is empty: every voxel is zero."


def test_zero_is_meant_after_scaling(save: Callable[..., Path]) -> None:
    path = save(np.full((5, 5, 5), 3, dtype=np.int16), edit=scaled(2, -6))

    assert "every voxel is zero" in refusal(path)


def test_all_the_same_is_refused(save: Callable[..., Path]) -> None:
    assert "every voxel has the same value, 7" in refusal(save(np.full((5, 5, 5), 7, dtype=np.int16)))


def test_a_huge_compressed_volume_is_read_at_bounded_memory(save: Callable[..., Path], tmp_path: Path) -> None:
    def edit(header: Any) -> None:
        header["dim"][1:4] = 512
        header["pixdim"][1:4] = 1

    start = gzip.decompress(save(np.ones((2, 2, 2), dtype=np.int32), affine=np.eye(4), edit=edit).read_bytes())[:352]
    path = tmp_path / "huge.nii.gz"  # 512 MiB of zeros and one voxel that is not, in under 1 MB
    zeros = gzip.compress(bytes(32 << 20), 9)
    path.write_bytes(gzip.compress(start) + zeros * 15 + gzip.compress(bytes((32 << 20) - 4) + b"\1\0\0\0"))
    script = f"""
        import resource
        from pathlib import Path
        from model.volumes import inspect_volume

        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        summary = inspect_volume(Path({str(path)!r}))
        print(int(summary.maximum), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """

    printed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    ).stdout

    maximum, grown_kib = map(int, printed.split())
    assert maximum == 1
    assert grown_kib < 48 << 10
