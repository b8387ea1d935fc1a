from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.errors import VolumeError
from model.volumes import read_uploaded_header


def refusal(path: Path) -> str:
    with pytest.raises(VolumeError) as caught:
        read_uploaded_header(path)
    return str(caught.value)


def test_sform_is_preferred_to_qform(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header.set_qform(np.diag([2.0, 2.0, 2.0, 1.0]), 1)

    assert read_uploaded_header(save(image, edit=edit)).grid.spacing == (1.0, 1.5, 2.0)


def test_qform_is_used_where_there_is_no_sform(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header.set_qform(np.diag([2.0, 2.0, 2.0, 1.0]), 1)
        header["sform_code"] = 0

    header = read_uploaded_header(save(image, edit=edit))

    assert header.sform is None
    assert header.grid.spacing == (2.0, 2.0, 2.0)


def test_a_file_without_orientation_is_refused_rather_than_guessed(
    save: Callable[..., Path], image: np.ndarray
) -> None:
    def edit(header: Any) -> None:
        header["sform_code"] = header["qform_code"] = 0

    assert "does not say which side of the patient is left" in refusal(save(image, edit=edit))


@pytest.mark.parametrize("signs", [(-1, 1, 1), (1, -1, 1), (-1, -1, 1), (-1, -1, -1)])
def test_matrices_that_disagree_about_the_side_are_refused(
    save: Callable[..., Path], image: np.ndarray, signs: tuple[int, ...]
) -> None:
    def edit(header: Any) -> None:
        header.set_qform(np.diag([*signs, 1.0]), 1)

    assert "contradicts itself about which side" in refusal(save(image, edit=edit))


def test_matrices_that_differ_by_a_registration_are_accepted(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        turned = np.eye(4)
        turned[:2, :2] = [[0.8, -0.6], [0.6, 0.8]]
        header.set_qform(turned, 1)

    header = read_uploaded_header(save(image, edit=edit))

    assert header.qform is not None
    assert header.sform is not None


def test_a_qform_that_is_switched_off_may_say_anything(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header.set_qform(np.diag([-1.0, 1.5, 2.0, 1.0]), 0)
        header["quatern_b"] = np.nan

    assert read_uploaded_header(save(image, edit=edit)).qform is None


def test_a_qfac_of_zero_means_one(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["sform_code"] = 0
        header["pixdim"][0] = 0

    assert read_uploaded_header(save(image, edit=edit)).affine[2, 2] == 2.0


def test_an_impossible_rotation_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["sform_code"] = 0
        header["quatern_b"] = header["quatern_c"] = 1

    assert "orientation in its header makes no sense" in refusal(save(image, edit=edit))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_an_affine_that_is_not_finite_is_refused(save: Callable[..., Path], image: np.ndarray, value: float) -> None:
    def edit(header: Any) -> None:
        header["srow_x"][3] = value

    assert "not a number" in refusal(save(image, edit=edit))


@pytest.mark.parametrize("field", ["sform_code", "qform_code"])
@pytest.mark.parametrize("code", [-1, 6])
def test_a_code_that_the_standard_does_not_know_is_refused(
    save: Callable[..., Path], image: np.ndarray, field: str, code: int
) -> None:
    def edit(header: Any) -> None:
        header[field] = code

    assert "kind of orientation" in refusal(save(image, edit=edit))


@pytest.mark.parametrize("value", [1e6, 1e38])
def test_an_affine_that_leads_out_of_the_room_is_refused(
    save: Callable[..., Path], image: np.ndarray, value: float
) -> None:
    def edit(header: Any) -> None:
        header["srow_x"][0] = value

    assert "more than 100 m away" in refusal(save(image, edit=edit))


@pytest.mark.parametrize("row", [[0, 0, 0, 0], [0, 1, 0, 0]])
def test_a_singular_affine_is_refused(save: Callable[..., Path], image: np.ndarray, row: list[float]) -> None:
    def edit(header: Any) -> None:
        header["srow_x"] = row
        header["srow_y"] = [0, 1, 0, 0]

    assert "flat" in refusal(save(image, edit=edit))


@pytest.mark.parametrize("unit", ["meter", "micron"])
def test_other_units_than_millimetres_are_refused(save: Callable[..., Path], image: np.ndarray, unit: str) -> None:
    def edit(header: Any) -> None:
        header.set_xyzt_units(unit, "sec")

    assert "another unit than millimetres" in refusal(save(image, edit=edit))


def test_a_unit_that_is_not_said_is_millimetres(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["xyzt_units"] = 0

    assert read_uploaded_header(save(image, edit=edit)).grid.spacing == (1.0, 1.5, 2.0)


def test_a_far_corner_that_lies_out_of_the_room_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    affine = np.diag([-1.0, 1.5, 2.0, 1.0])
    affine[0, 3] = -99_999

    assert "100 m" in refusal(save(image, affine=affine))


def test_a_number_that_signals_its_brokenness_is_refused_like_any_other(
    save: Callable[..., Path], image: np.ndarray
) -> None:
    def edit(header: Any) -> None:
        header["srow_x"].view(np.uint32)[3] = 0x7FA00000  # a signalling NaN

    assert "not a number" in refusal(save(image, edit=edit))
