from __future__ import annotations

import pytest

from model.evaluation.markdown import table, text_table


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


def test_words_are_not_padded() -> None:
    assert text_table([["task", "a long sentence"], ["b", "c"]], header=["what", "which"]) == [
        "| what | which |",
        "| --- | --- |",
        "| task | a long sentence |",
        "| b | c |",
    ]
    assert text_table([["a", "b"]])[0] == "|  |  |"
    with pytest.raises(ValueError, match="must have 1 cells"):
        text_table([["a", "b"]], header=["one"])
