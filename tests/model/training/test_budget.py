from __future__ import annotations

import pytest

from model.training.budget import Budget


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500", Budget(steps=500)),
        ("90s", Budget(seconds=90)),
        ("60m", Budget(seconds=3600)),
        ("1.5H", Budget(seconds=5400)),
    ],
)
def test_reads_steps_and_times(text: str, expected: Budget) -> None:
    assert Budget.parse(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "-5", "0", "0m", "10d"])
def test_refuses_what_has_no_end(text: str) -> None:
    with pytest.raises(ValueError, match="Received"):
        Budget.parse(text)


def test_tells_the_share_that_is_spent() -> None:
    assert Budget(steps=200).spent(steps=50, seconds=1e9) == 0.25
    assert Budget(seconds=60).spent(steps=10**9, seconds=30) == 0.5
    assert Budget(steps=200).spent(steps=300, seconds=0) == 1.0
