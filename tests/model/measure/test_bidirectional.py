import math
from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.measure.bidirectional import measure_lesions, sum_of_products
from model.tasks import get_task
from model.volumes import read_labels
from tests.model.measure.shapes import box, ellipse, ring

ISOTROPIC = (1.0, 1.0, 1.0)


def test_a_box_is_measured_in_mm_from_edge_to_edge() -> None:
    region = box(20, 15, 4, within=(40, 40, 12), start=(5, 10, 3))
    (lesion,) = measure_lesions(region, spacing=(1.0, 2.0, 3.0))

    assert lesion.volume_ml == pytest.approx(20 * 30 * 12 / 1000)
    assert lesion.long.length_mm == pytest.approx(math.hypot(20, 30))
    # In voxels whose centres are whole numbers, the box reaches from 4.5 to 24.5 and from 9.5 to 24.5.
    assert {lesion.long.start[:2], lesion.long.end[:2]} in ({(4.5, 9.5), (24.5, 24.5)}, {(4.5, 24.5), (24.5, 9.5)})
    assert lesion.long.start[2] == lesion.short.end[2] == lesion.index
    assert lesion.product_mm2 == pytest.approx(lesion.long.length_mm * lesion.short.length_mm)


def test_the_slice_is_the_one_with_the_longest_diameter_even_if_another_has_more_area() -> None:
    region = np.zeros((64, 64, 9), bool)
    region[..., 2] = ellipse(30, 28, degrees=0, spacing=(1.0, 1.0))
    region[..., 3] = ellipse(40, 12, degrees=25, spacing=(1.0, 1.0))
    region[..., 4] = ellipse(36, 20, degrees=25, spacing=(1.0, 1.0))

    (lesion,) = measure_lesions(region, spacing=ISOTROPIC)

    assert lesion.index == 3
    assert lesion.long.length_mm == pytest.approx(40, abs=1.5)


def test_two_lesions_are_measured_each_and_the_larger_product_comes_first() -> None:
    region = box(12, 12, 3, within=(64, 64, 20), start=(2, 2, 2)) | box(
        30, 16, 3, within=(64, 64, 20), start=(30, 30, 12)
    )
    first, second = measure_lesions(region, spacing=ISOTROPIC)

    assert (first.index in range(12, 15), second.index in range(2, 5)) == (True, True)
    assert second.product_mm2 == pytest.approx(2 * 12**2)
    assert sum_of_products([first, second]) == pytest.approx(first.product_mm2 + second.product_mm2)


@pytest.mark.parametrize(("short", "measurable"), [(11, True), (8, False)])
def test_a_lesion_is_measurable_when_both_diameters_reach_ten_mm(short: float, measurable: bool) -> None:
    region = ellipse(30, short, degrees=0, spacing=(1.0, 1.0))[..., np.newaxis]
    (lesion,) = measure_lesions(region, spacing=ISOTROPIC)

    assert lesion.measurable is measurable
    assert sum_of_products([lesion]) == (pytest.approx(lesion.product_mm2) if measurable else 0.0)


def test_exactly_ten_mm_is_enough() -> None:
    # Both diagonals of a square of 10 / sqrt(2) mm.
    size = 10 / math.sqrt(2) / 7
    (lesion,) = measure_lesions(np.ones((7, 7, 1), bool), spacing=(size, size, 1.0))

    assert lesion.measurable


def test_one_voxel_is_a_lesion_and_is_not_measurable() -> None:
    (lesion,) = measure_lesions(box(1, 1, 1, within=(3, 3, 3), start=(1, 1, 1)), spacing=ISOTROPIC)

    assert lesion.long.length_mm == pytest.approx(math.sqrt(2))
    assert not lesion.measurable
    assert lesion.volume_ml == pytest.approx(0.001)


def test_a_necrotic_core_is_not_measured_across() -> None:
    (lesion,) = measure_lesions(ring(48, 24)[..., np.newaxis], spacing=ISOTROPIC)

    assert lesion.long.length_mm < 44


def test_an_empty_region_has_nothing_to_measure() -> None:
    assert measure_lesions(np.zeros((4, 4, 4), bool), spacing=ISOTROPIC) == []
    assert sum_of_products([]) == 0.0


def test_in_an_oblique_file_of_another_orientation_the_ends_lie_as_far_apart_as_the_length_says(
    tmp_path: Path,
) -> None:
    spacing = (0.8, 1.25, 3.0)
    labels = np.zeros((80, 52, 5), np.uint8)
    labels[..., 2][ellipse(44, 26, degrees=17, spacing=spacing[:2])[:80, :52]] = 4
    tilt, turn = np.radians(12), np.radians(9)
    turned = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]]) @ np.array(
        [[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]]
    )
    affine = np.eye(4)
    affine[:3, :3] = turned * spacing
    affine[:3, 3] = -31.0, 7.0, 4.0
    image = nibabel.Nifti1Image(labels, affine)
    # The same voxels, stored along other axes.
    stored = image.as_reoriented(np.array([[2, -1], [0, 1], [1, -1]]))
    nibabel.save(stored, tmp_path / "seg.nii.gz")

    volume = read_labels(tmp_path / "seg.nii.gz", task=get_task("brain-tumour"))
    (lesion,) = measure_lesions(volume.data == 4, spacing=volume.grid.spacing)

    assert volume.grid.spacing == pytest.approx(spacing)
    assert lesion.index == 2
    assert lesion.long.length_mm == pytest.approx(44, abs=2)
    for line in (lesion.long, lesion.short):
        start, end = (volume.grid.affine @ (*point, 1.0) for point in (line.start, line.end))
        assert math.dist(start, end) == pytest.approx(line.length_mm, abs=1e-4)
