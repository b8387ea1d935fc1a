from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from model.evaluation.reliability import Reliability
from model.evaluation.reliability_picture import write_reliability_picture
from model.tasks.card import TaskCard


def test_has_a_panel_for_each_region(brain_tumour: TaskCard, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    probability = rng.random(5000).astype(np.float32)
    counts = Reliability.count(probability, rng.random(5000) < probability)
    reliability = {region.id: counts for region in brain_tumour.regions}
    path = tmp_path / "curve.png"
    write_reliability_picture(reliability, title="unet 1.0", task=brain_tumour, path=path)
    picture = np.asarray(Image.open(path).convert("RGB")).astype(int)
    width = picture.shape[1] // len(brain_tumour.regions)
    for index, region in enumerate(brain_tumour.regions):
        wanted = [int(region.colour_blind_colour[start : start + 2], 16) for start in (1, 3, 5)]
        panel = picture[:, index * width : (index + 1) * width]
        assert (np.abs(panel - wanted).max(axis=-1) < 30).sum() > 200, region.id


def test_equal_counts_give_equal_pictures(brain_tumour: TaskCard, tmp_path: Path) -> None:
    counts = Reliability.count(np.array([0.2, 0.7], np.float32), np.array([False, True]))
    reliability = {region.id: counts for region in brain_tumour.regions}
    for name in ("one.png", "other.png"):
        write_reliability_picture(reliability, title="unet 1.0", task=brain_tumour, path=tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()
