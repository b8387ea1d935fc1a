"""`docs/security.md` speaks of every item of the standard, and of files that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
STATES = {"yes", "partly", "no", "–"}
# The numbers of the items of ASVS 4.0.3 that level 2 asks for, by section.
LEVEL_2 = {
    "1.1": range(1, 8),
    "1.2": range(1, 5),
    "1.4": (1, 4, 5),
    "1.5": range(1, 5),
    "1.6": range(1, 5),
    "1.7": (1, 2),
    "1.8": (1, 2),
    "1.9": (1, 2),
    "1.10": (1,),
    "1.11": (1, 2),
    "1.12": (2,),
    "1.14": range(1, 7),
    "2.1": range(1, 13),
    "2.2": range(1, 4),
    "2.3": range(1, 4),
    "2.4": range(1, 7),
    "2.5": range(1, 8),
    "2.6": range(1, 4),
    "2.7": range(1, 7),
    "2.8": range(1, 8),
    "2.9": range(1, 4),
    "2.10": range(1, 5),
    "3.1": (1,),
    "3.2": range(1, 5),
    "3.3": range(1, 5),
    "3.4": range(1, 6),
    "3.5": range(1, 4),
    "3.7": (1,),
    "4.1": (1, 2, 3, 5),
    "4.2": (1, 2),
    "4.3": range(1, 4),
    "5.1": range(1, 6),
    "5.2": range(1, 9),
    "5.3": range(1, 11),
    "5.4": range(1, 4),
    "5.5": range(1, 5),
    "6.1": range(1, 4),
    "6.2": range(1, 7),
    "6.3": (1, 2),
    "6.4": (1, 2),
    "7.1": range(1, 5),
    "7.2": (1, 2),
    "7.3": (1, 3, 4),
    "7.4": range(1, 4),
    "8.1": range(1, 5),
    "8.2": range(1, 4),
    "8.3": range(1, 9),
    "9.1": range(1, 4),
    "9.2": range(1, 5),
    "10.2": (1, 2),
    "10.3": range(1, 4),
    "11.1": range(1, 9),
    "12.1": range(1, 4),
    "12.2": (1,),
    "12.3": range(1, 7),
    "12.4": (1, 2),
    "12.5": (1, 2),
    "12.6": (1,),
    "13.1": (1, 3, 4, 5),
    "13.2": (1, 2, 3, 5, 6),
    "13.3": (1, 2),
    "13.4": (1, 2),
    "14.1": range(1, 5),
    "14.2": range(1, 7),
    "14.3": (2, 3),
    "14.4": range(1, 8),
    "14.5": range(1, 5),
}


def rows() -> list[list[str]]:
    """Give the cells of every row about items."""
    lines = (line for line in DOCUMENT.splitlines() if re.match(r"\| \d", line))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def items(cell: str) -> list[str]:
    """Spell out `2.7.1–2.7.6, 2.9.1`."""
    spelt = []
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        section, _, start = first.rpartition(".")
        assert not last or last.rpartition(".")[0] == section, part
        end = last.rpartition(".")[2] or start
        spelt += [f"{section}.{number}" for number in range(int(start), int(end) + 1)]
    return spelt


def test_every_item_of_level_2_has_one_row_and_no_other_has() -> None:
    expected = sorted(f"{section}.{number}" for section, numbers in LEVEL_2.items() for number in numbers)

    assert sorted(item for row in rows() for item in items(row[0])) == expected


def test_every_row_says_how_it_stands() -> None:
    for row in rows():
        assert len(row) == 4, row
        assert row[2] in STATES, row


def test_every_row_about_what_5_0_changed_says_how_it_stands() -> None:
    changed = [line for line in DOCUMENT.splitlines() if re.match(r"\| V\d", line)]

    assert {int(chapter) for line in changed for chapter in re.findall(r"^\| V(\d+)", line)} == set(range(2, 18))
    for line in changed:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert len(cells) == 4, line
        assert cells[2] in STATES, line


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"(?:tests|backend|model|docker|frontend|db)/[\w./-]+\.\w+", DOCUMENT))

    assert len(named) > 40
    assert {name for name in named if not (ROOT / name).is_file()} == set()
