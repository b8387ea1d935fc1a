from __future__ import annotations

import pytest

from model.evaluation.words import words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.5, "0.5"),
        ([64, 80, 64], "64/80/64"),
        (["a", "b"], "a; b"),
        ({"patch_shape": [1, 2], "seed": 3}, "patch shape 1/2, seed 3"),
        ([{"name": "flip", "probabilities": [0.5, 0.1]}, {"name": "blur"}], "flip (probabilities 0.5/0.1); blur"),
        (None, "none"),
        (True, "yes"),
        ("a|b\nc", "a\\|b c"),
    ],
)
def test_values_fit_a_cell(value: object, expected: str) -> None:
    assert words(value) == expected
