from __future__ import annotations

import numpy as np

from model.evaluation.choose_rules import choose_rules
from model.evaluation.drawn import Drawn
from model.evaluation.rules_table import rules_table
from model.tasks.card import TaskCard


def test_shows_limits_and_what_they_change(brain_tumour: TaskCard) -> None:
    truth = np.zeros((60, 30, 30), np.uint8)
    truth[5:25, 5:25, 5:25] = 2
    labels = truth.copy()
    labels[40:43, 5:9, 5:10] = 2
    sure = {"WT": 1e6, "TC": 1e6, "ET": 1e6}
    case = Drawn(truth=truth, labels=labels, spacing=(1.0, 1.0, 1.0), voxel_mm3=1.0, sure_mm3=sure)
    lines = rules_table(choose_rules([case], task=brain_tumour), task=brain_tumour)
    cells = {cells[0]: cells[1:] for line in lines[2:5] for cells in [[cell.strip() for cell in line.split("|")[1:-1]]]}
    assert cells == {
        "WT": ["100", "none", "none", "0.996 → 1.000", "0.500 → 1.000", "0.0 → 0.0", "0.748 → 1.000", "1.000"],
        "TC": ["none", "none", "none", "1.000 → 1.000", "1.000 → 1.000", "0.0 → 0.0", "1.000 → 1.000", "1.000"],
        "ET": ["none", "none", "none", "1.000 → 1.000", "1.000 → 1.000", "0.0 → 0.0", "1.000 → 1.000", "1.000"],
    }
    assert lines[-1] == "Means over 1 unseen cases, before → after."
