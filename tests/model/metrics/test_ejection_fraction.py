from __future__ import annotations

import pytest

from model.metrics.ejection_fraction import ejection_fraction


def test_is_the_share_of_the_largest_volume_that_is_pumped_out() -> None:
    assert ejection_fraction([120.0, 48.0]) == pytest.approx(60.0)
    assert ejection_fraction([48.0, 100.0, 120.0]) == pytest.approx(60.0)
    assert ejection_fraction([80.0, 80.0]) == 0.0


@pytest.mark.parametrize("volumes", [[], [100.0], [0.0, 0.0]])
def test_refuses_what_tells_nothing_of_a_beat(volumes: list[float]) -> None:
    with pytest.raises(ValueError, match="two volumes"):
        ejection_fraction(volumes)
