from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.training.learning_curve import draw_learning_curve
from model.training.series import group_folds, pool
from model.training.series_table import fold_table, recipe_table, write_table

FIRST = {"a": {"WT": 0.9, "ET": 0.5}, "b": {"WT": 0.7, "ET": 0.3}}
SECOND = {"c": {"WT": 0.5, "ET": 0.7}}


def test_means_are_over_cases_and_spread_is_over_folds() -> None:
    pooled = pool({"fold-0": FIRST, "fold-1": SECOND})
    assert pooled.mean == pytest.approx({"WT": 0.7, "ET": 0.5})
    assert pooled.folds["fold-0"] == pytest.approx({"WT": 0.8, "ET": 0.4})
    # Two means that lie 0.3 apart deviate by 0.3 / sqrt(2).
    assert pooled.spread == pytest.approx({"WT": 0.3 / 2**0.5, "ET": 0.3 / 2**0.5})
    low, high = pooled.interval["WT"]
    assert 0.5 <= low < 0.7 < high <= 0.9


def test_one_fold_has_no_spread() -> None:
    assert pool({"fold-0": FIRST}).spread is None


@pytest.mark.parametrize("folds", [{}, {"fold-0": {}}, {"fold-0": FIRST, "fold-1": FIRST}])
def test_refuses_no_cases_and_a_case_twice(folds: dict[str, dict[str, dict[str, float]]]) -> None:
    with pytest.raises(ValueError, match="each once"):
        pool(folds)


def test_folds_of_a_recipe_come_together() -> None:
    rows = group_folds({"base/fold-0": FIRST, "other/fold-0": FIRST, "base/fold-1": SECOND})
    assert {name: len(pooled.cases) for name, pooled in rows.items()} == {"base": 3, "other": 2}


def test_writes_tables_for_people_and_programs(tmp_path: Path) -> None:
    rows = group_folds({"base/fold-0": FIRST, "base/fold-1": SECOND})
    table = recipe_table(rows, first="recipe")
    assert table.splitlines()[0] == "| recipe | folds | cases | WT | ET | mean | gain |"
    assert table.splitlines()[2].startswith("| base | 2 | 3 | 0.700 [")
    assert table.splitlines()[2].endswith("| 0.600 | – |")
    assert "| fold-1 | 0.500 | 0.700 |" in fold_table(rows["base"])
    write_table(tmp_path / "out", name="ablation", title="Ablation", table=table, rows=rows)
    assert (tmp_path / "out" / "ablation.md").read_text(encoding="utf-8").startswith("# Ablation\n\n| recipe")
    values = json.loads((tmp_path / "out" / "ablation.json").read_text(encoding="utf-8"))
    assert values["base"]["cases"]["c"] == {"WT": 0.5, "ET": 0.7}


def test_a_gain_is_over_the_first_row_on_the_cases_that_both_have_measured() -> None:
    better = {name: {region: score + 0.1 for region, score in scores.items()} for name, scores in FIRST.items()}
    rows = group_folds({"base/fold-0": FIRST, "base/fold-1": SECOND, "better/fold-0": better})

    lines = recipe_table(rows, first="recipe").splitlines()

    assert lines[3].startswith("| better | 1 | 2 | 0.900 [")
    # The same for every case, and so without a doubt.
    assert lines[3].endswith("| 0.700 | +0.100 [+0.100, +0.100] |")


def test_draws_a_learning_curve(tmp_path: Path) -> None:
    rows = {8: pool({"fold-0": FIRST}), 16: pool({"fold-0": SECOND})}
    assert draw_learning_curve(rows, path=tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
    assert not draw_learning_curve({}, path=tmp_path / "none.png")
    assert not (tmp_path / "none.png").exists()
