from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from model.errors import VolumeError
from model.tasks import get_task
from model.volumes import read_labels

TASK = get_task("brain-tumour")


def mask(*values: int) -> np.ndarray:
    labels = np.zeros((4, 5, 6), dtype=np.uint8)
    labels.flat[: len(values)] = values
    return labels


def test_labels_of_the_task_are_kept(save: Callable[..., Path]) -> None:
    labels = mask(1, 2, 4)

    assert np.array_equal(read_labels(save(labels), task=TASK).data, labels)


def test_an_enhancing_tumour_stored_as_3_becomes_4(save: Callable[..., Path]) -> None:
    assert np.array_equal(read_labels(save(mask(1, 2, 3)), task=TASK).data, mask(1, 2, 4))


def test_labels_stored_as_decimal_numbers_are_read(save: Callable[..., Path]) -> None:
    assert np.array_equal(read_labels(save(mask(1, 2, 4).astype(np.float64)), task=TASK).data, mask(1, 2, 4))


def test_labels_are_canonical(save: Callable[..., Path]) -> None:
    labels = mask(1, 2, 4)

    assert np.array_equal(read_labels(save(labels, affine=np.diag([-1, -1, 1, 1])), task=TASK).data, labels[::-1, ::-1])


def test_an_empty_mask_is_a_mask(save: Callable[..., Path]) -> None:
    assert not read_labels(save(mask()), task=TASK).data.any()


def test_unknown_labels_are_refused_by_value(save: Callable[..., Path]) -> None:
    with pytest.raises(VolumeError, match=r"unknown labels: 5, 9\. Known are 1 \(NCR\), 2 \(ED\), 4 \(ET\)"):
        read_labels(save(mask(1, 9, 5)), task=TASK)


def test_two_spellings_of_one_label_are_refused(save: Callable[..., Path]) -> None:
    with pytest.raises(VolumeError, match="both 3 and 4"):
        read_labels(save(mask(1, 3, 4)), task=TASK)


@pytest.mark.parametrize("value", [0.5, -1, 256, np.nan])
def test_other_values_than_small_whole_numbers_are_refused(save: Callable[..., Path], value: float) -> None:
    labels = mask(1).astype(np.float32)
    labels[3, 3, 3] = value

    with pytest.raises(VolumeError, match="not whole numbers"):
        read_labels(save(labels), task=TASK)
