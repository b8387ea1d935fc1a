"""The runtimes make the same mask, on real volumes with the shipped weights."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from model.data.readers import find_cases
from model.inference import Segmenter
from model.inference.predict import AS_IS
from model.tasks.card import TaskCard
from tests.support.real_cases import unpack_cases

CASES = ("BraTS2021_01478", "BraTS-SSA-00120-000")
"""A good scan and a poor one; both of the validation part."""


@pytest.mark.real_data
def test_the_regions_of_both_runtimes_agree_over_all_cases(
    brain_tumour: TaskCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("openvino", reason="OpenVINO is not installed")
    # One pass for both, however much memory the tests before have kept: tiles would be another comparison.
    monkeypatch.setattr("model.inference.predict.available_bytes", lambda: 1 << 34)
    unpack_cases(*CASES, to=tmp_path)
    one, other = (Segmenter.load(brain_tumour, runtime=name, flips=AS_IS) for name in ("tensorflow", "openvino"))
    assert (one.runtime, other.runtime) == ("tensorflow", "openvino")
    shared, held = Counter[str](), Counter[str]()
    for case in find_cases(tmp_path):
        channels = case.read_channels(brain_tumour.channel_ids)
        first, second = one.segment(channels).labels, other.segment(channels).labels
        for region in brain_tumour.regions:
            in_first, in_second = np.isin(first, region.labels), np.isin(second, region.labels)
            shared[region.id] += 2 * int(np.count_nonzero(in_first & in_second))
            held[region.id] += int(np.count_nonzero(in_first) + np.count_nonzero(in_second))
    for region in brain_tumour.regions:
        assert held[region.id] > 1000
        assert shared[region.id] / held[region.id] >= 0.995, region.id
