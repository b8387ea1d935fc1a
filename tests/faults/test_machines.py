"""A short form of what `make faults` does to several machines."""

from __future__ import annotations

from pathlib import Path

from tests.faults.machines import kill_one_of_each, machines
from tests.faults.volumes import different_volumes


def test_nothing_is_lost_when_one_of_two_web_machines_and_one_of_three_workers_are_killed(tmp_path: Path) -> None:
    with machines(tmp_path, webs=2, workers=3) as (webs, workers):
        verdict = kill_one_of_each(webs, workers, different_volumes(tmp_path / "case"), jobs=8)

    assert (verdict.acknowledged, verdict.lost, verdict.left) == (8, [], [])
