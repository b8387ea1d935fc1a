from __future__ import annotations

import subprocess
import sys

import numpy as np

from model.metrics.parts import number_parts


def test_voxels_that_share_a_corner_are_of_one_part() -> None:
    mask = np.zeros((5, 5, 5), bool)
    mask[0, 0, 0] = mask[1, 1, 1] = mask[4, 4, 4] = True
    parts, count = number_parts(mask)
    assert count == 2
    assert parts[0, 0, 0] == parts[1, 1, 1] == 1
    assert parts[4, 4, 4] == 2
    assert np.count_nonzero(parts) == 3


def test_an_empty_mask_has_no_part() -> None:
    assert number_parts(np.zeros((3, 3, 3), bool))[1] == 0


def test_importing_inference_does_not_wait_for_image_processing() -> None:
    code = "import sys, model.inference; assert 'scipy.ndimage' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
