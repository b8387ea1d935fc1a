"""The short form of `make fuzz`, and whether a campaign would notice what it looks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.campaign import run_campaign
from tests.fuzz.mutate import mutant
from tests.fuzz.reader import judge


def test_broken_files_are_refused_in_words_or_make_valid_volumes() -> None:
    outcome = run_campaign(seed=2, count=500)

    assert outcome.faults == {}
    assert outcome.accepted + outcome.refused == 500
    assert outcome.accepted > 50  # not everything is refused for one reason
    assert outcome.refused > 250
    assert 0 < outcome.memory < 1 << 30


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ("crashes", "crashed: SIGSEGV"),
        ("hangs", "hung"),
        ("swallows", "MemoryError"),
        ("stumbles", "IndexError at bad_readers.py"),
    ],
)
def test_a_reader_that_does_what_it_must_not_is_found_out_and_the_others_go_on(reader: str, words: str) -> None:
    outcome = run_campaign(seed=1, count=5, judge=f"tests.fuzz.bad_readers:{reader}")

    assert list(outcome.faults) == [2]
    assert words in outcome.faults[2]
    assert outcome.refused == 4


def test_a_reader_that_sleeps_is_ended_by_the_clock_and_the_others_go_on() -> None:
    outcome = run_campaign(seed=1, count=5, judge="tests.fuzz.bad_readers:sleeps", seconds=3.0)

    assert outcome.faults == {2: "hung: over its time by the clock"}
    assert outcome.refused == 4


@pytest.mark.parametrize("index", [1085, 4488, 7050])
def test_what_a_long_run_found_is_refused_without_a_warning(index: int, tmp_path: Path) -> None:
    path = tmp_path / "volume"
    path.write_bytes(mutant(seed=1, index=index))

    assert judge(path) == "refused"


def test_a_file_is_made_again_from_its_numbers() -> None:
    assert mutant(seed=1, index=7) == mutant(seed=1, index=7)
    assert mutant(seed=1, index=7) != mutant(seed=2, index=7)
