from __future__ import annotations

import pytest

from model.evaluation.markdown import table


def test_columns_are_aligned() -> None:
    assert table(["case", "Dice"], [["a", "0.5"], ["longer", "0.75"]]) == [
        "| case   | Dice |",
        "| ------ | ---: |",
        "| a      |  0.5 |",
        "| longer | 0.75 |",
    ]


def test_a_row_with_another_number_of_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="must have 2 cells"):
        table(["a", "b"], [["1"]])
