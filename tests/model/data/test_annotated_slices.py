from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.annotated_slices import AnnotatedSlices, parse_slices, place_slices, read_slices
from model.errors import VolumeError


def test_a_voxel_is_annotated_on_any_of_the_slices() -> None:
    mask = AnnotatedSlices(sagittal=(0,), axial=(1, 3)).mask((2, 3, 4))
    x, _, z = np.indices((2, 3, 4))
    np.testing.assert_array_equal(mask, (x == 0) | (z == 1) | (z == 3))


def test_no_slices_annotate_nothing() -> None:
    assert not AnnotatedSlices().mask((2, 3, 4)).any()


def test_says_which_slices_a_volume_has_when_one_is_missing() -> None:
    with pytest.raises(VolumeError, match="coronal slices of this volume are counted from 0 to 2"):
        AnnotatedSlices(coronal=(3,)).mask((2, 3, 4))


def test_is_read_as_it_is_written() -> None:
    slices = parse_slices("axial:20,10 coronal:5")
    assert slices == AnnotatedSlices(coronal=(5,), axial=(10, 20))
    assert parse_slices(str(slices)) == slices


@pytest.mark.parametrize("text", ["", "axial", "axial:", "axial:-1", "axial:1 axial:2", "oblique:3", "axial:1.5"])
def test_refuses_a_line_that_names_no_slices(text: str) -> None:
    with pytest.raises(ValueError, match="Annotated slices"):
        parse_slices(text)


def test_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a_slices.yaml"
    path.write_text("axial: [4, 2]\nsagittal: [7]\n", encoding="utf-8")
    assert read_slices(path) == AnnotatedSlices(sagittal=(7,), axial=(2, 4))
    for content in ("axial: 4\n", "- 4\n", "axial: [x]\n", "axial: []\n", "{"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match=r"a_slices\.yaml"):
            read_slices(path)


def test_slices_are_spread_evenly() -> None:
    assert place_slices((10, 20, 40), count=2) == AnnotatedSlices(sagittal=(2, 7), coronal=(5, 15), axial=(10, 30))
    assert place_slices((10, 20, 40), count=4, axes=("axial",), share=0.0).axial == (0, 10, 20, 30)


def test_chooses_among_those_that_were_annotated() -> None:
    drawn = AnnotatedSlices(axial=(3, 5, 8, 13))
    assert place_slices((10, 20, 40), count=2, among=drawn) == AnnotatedSlices(axial=(5, 13))
    with pytest.raises(ValueError, match="4 axial slices"):
        place_slices((10, 20, 40), count=5, among=drawn)
    with pytest.raises(ValueError, match="with annotated slices"):
        place_slices((10, 20, 40), count=1, axes=("coronal",), among=drawn)


def test_slices_of_two_are_put_together() -> None:
    both = AnnotatedSlices(axial=(3, 1)) | AnnotatedSlices(axial=(2, 3), coronal=(0,))
    assert both == AnnotatedSlices(coronal=(0,), axial=(1, 2, 3))
