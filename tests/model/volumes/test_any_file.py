"""Files of every kind, made by Hypothesis, against what nibabel reads in them."""

from __future__ import annotations

import gzip
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import nibabel
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import VolumeError
from model.volumes import VolumeSummary, inspect_volume, read_volume, write_clean_volume

READ = ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8")
OTHER_CODES = (0, 1, 32, 128, 255, 1536, 1792, 2048, 2304, 77, -1)
ORIENTATIONS = [
    signed
    for axes in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))
    for signs in np.ndindex(2, 2, 2)
    for signed in [[(axis, 1 - 2 * sign) for axis, sign in zip(axes, signs, strict=True)]]
]
UNKNOWN_CODES = st.integers(-300, 300).filter(lambda code: not 0 <= code < 6)
EXAMPLES = settings(max_examples=60, deadline=None)


@dataclass(frozen=True)
class Described:
    """Say what a file is like."""

    version: int
    order: Literal["<", ">"]
    dtype: str
    shape: tuple[int, int, int]
    slope: float
    intercept: float
    orientation: list[tuple[int, int]]
    spacing: tuple[float, float, float]
    codes: tuple[int, int]
    compressed: bool
    seed: int

    def header(self) -> Any:
        """Make nibabel's header."""
        header: Any = (nibabel.Nifti1Header if self.version == 1 else nibabel.Nifti2Header)(endianness=self.order)
        header.set_data_dtype(np.dtype(self.dtype))
        header.set_data_shape(self.shape)
        header["magic"], header["vox_offset"] = header.single_magic, header.single_vox_offset
        header["scl_slope"], header["scl_inter"] = self.slope, self.intercept
        affine = np.zeros((4, 4))
        affine[:, 3] = (11, -22, 33, 1)
        for column, ((row, sign), size) in enumerate(zip(self.orientation, self.spacing, strict=True)):
            affine[row, column] = sign * size
        header.set_qform(affine, self.codes[0])
        header.set_sform(affine, self.codes[1])
        return header

    def voxels(self) -> np.ndarray:
        """Make voxels of the format, of which at least two differ."""
        values = np.random.default_rng(self.seed).integers(0, 100, self.shape)
        values.flat[0], values.flat[-1] = 0, 100
        return values.astype(self.dtype)

    def content(self, *, header: Any = None) -> bytes:
        """Make the file."""
        voxels = self.voxels().astype(np.dtype(self.dtype).newbyteorder(self.order))
        content = bytes((header or self.header()).binaryblock) + bytes(4) + voxels.tobytes(order="F")
        return gzip.compress(content, 1) if self.compressed else content


def described(**fixed: Any) -> st.SearchStrategy[Described]:
    """Draw any file that ought to be read."""
    slopes = st.floats(0.0078125, 1000, width=32) | st.sampled_from([0.0, math.nan, 1.0, -2.0])
    parts: dict[str, Any] = {
        "version": st.sampled_from([1, 2]),
        "order": st.sampled_from("<>"),
        "dtype": st.sampled_from(READ),
        "shape": st.tuples(*[st.integers(2, 9)] * 3),
        "slope": slopes,
        "intercept": st.floats(-1000, 1000, width=32),
        "orientation": st.sampled_from(ORIENTATIONS),
        "spacing": st.tuples(*[st.floats(0.25, 9.5, width=32)] * 3),
        "codes": st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(any),
        "compressed": st.booleans(),
        "seed": st.integers(0, 9),
    }
    return st.builds(Described, **(parts | fixed))


def inspected(content: bytes) -> VolumeSummary:
    """Look at a file, and read it if it is accepted: the two must agree."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume"
        path.write_bytes(content)
        summary = inspect_volume(path)
        volume = read_volume(path)
        assert volume.data.shape == summary.grid.shape
        assert np.isfinite(volume.data).all()
        return summary


@EXAMPLES
@given(described())
def test_every_sound_file_is_read_as_nibabel_reads_it(file: Described) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("volume.nii.gz" if file.compressed else "volume.nii")
        path.write_bytes(file.content())
        volume, summary = read_volume(path), inspect_volume(path)
        expected = nibabel.as_closest_canonical(nibabel.load(path))
        values = expected.get_fdata()

        assert np.allclose(volume.data, values, rtol=1e-5, atol=1e-3)
        assert np.allclose(volume.grid.affine, expected.affine, atol=1e-4)
        assert np.allclose((summary.minimum, summary.maximum), (values.min(), values.max()), rtol=1e-6, atol=1e-3)
        assert summary.window[0] < summary.window[1]


@EXAMPLES
@given(described())
def test_a_cleaned_file_is_the_same_image(file: Described) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, clean = Path(folder) / "volume", Path(folder) / "clean"
        path.write_bytes(file.content())
        with clean.open("wb") as target:
            write_clean_volume(path, target)
        before, after = read_volume(path), read_volume(clean)

        assert np.array_equal(after.data, before.data)
        assert np.array_equal(after.grid.affine, before.grid.affine)


@EXAMPLES
@given(described(), st.sampled_from(OTHER_CODES))
def test_other_number_formats_are_refused(file: Described, code: int) -> None:
    header = file.header()
    header["datatype"] = code

    with pytest.raises(VolumeError):
        inspected(file.content(header=header))


@EXAMPLES
@given(described(codes=st.just((0, 0))))
def test_no_file_is_read_that_does_not_say_which_side_is_left(file: Described) -> None:
    with pytest.raises(VolumeError, match="which side"):
        inspected(file.content())


@EXAMPLES
@given(
    described(), st.sampled_from(["qform_code", "sform_code"]), st.integers(-300, 300).filter(lambda c: not 0 <= c < 6)
)
def test_unknown_kinds_of_orientation_are_refused(file: Described, field: str, code: int) -> None:
    header = file.header()
    header[field] = code

    with pytest.raises(VolumeError):
        inspected(file.content(header=header))


@EXAMPLES
@given(described(), st.integers(0, 7), st.integers(-(2**15), 2**15 - 1))
def test_a_size_that_the_voxels_do_not_fill_is_refused_or_reads_what_is_there(
    file: Described, place: int, size: int
) -> None:
    header = file.header()
    header["dim"][place] = size
    try:
        summary = inspected(file.content(header=header))
    except VolumeError:
        return

    assert math.prod(summary.grid.shape) <= math.prod(file.shape)


@EXAMPLES
@given(described(), st.integers(1, 10**6))
def test_a_file_that_is_cut_off_anywhere_is_refused(file: Described, lost: int) -> None:
    content = file.content()

    with pytest.raises(VolumeError):
        inspected(content[: -(1 + lost % len(content))])


@EXAMPLES
@given(described(compressed=st.just(True)), st.integers(0, 10**6), st.integers(0, 7))
def test_one_wrong_bit_in_compressed_data_never_changes_a_voxel(file: Described, place: int, bit: int) -> None:
    content = bytearray(file.content())
    content[place % len(content)] ^= 1 << bit
    try:
        summary = inspected(bytes(content))
    except VolumeError:
        return

    assert (summary.minimum, summary.maximum) == (inspected(file.content()).minimum, inspected(file.content()).maximum)


@EXAMPLES
@given(st.binary(max_size=1000), st.booleans())
def test_noise_is_refused_in_words(content: bytes, compressed: bool) -> None:
    with pytest.raises(VolumeError, match=r"\w+ \w+"):
        inspected(gzip.compress(content, 1) if compressed else content)
