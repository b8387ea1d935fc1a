"""What README and `docs/` print can be typed, what they link to is there, and their figures are those of the card."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest

from backend.cli.main import cli
from model.training.preset import load_preset

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = re.compile(r"```[a-z]*\n(?P<block>.*?)```|`(?P<words>[^`]+)`", re.DOTALL)
EVERY_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def lines_of_code(document: Path) -> Iterator[str]:
    """Give each line of a block, with what it goes on with, and each piece of code among words."""
    for found in CODE.finditer(document.read_text(encoding="utf-8")):
        if found["block"] is None:
            yield " ".join(found["words"].split())
        else:
            yield from found["block"].replace("\\\n", " ").splitlines()


def typed(document: Path, program: str) -> Iterator[list[str]]:
    """Give what is typed after the name of a program, wherever it is called."""
    for line in lines_of_code(document):
        found = re.search(rf"(?:^|[\s(/]){program} (?P<rest>[\w-][^;|)&]*)", line)
        if found:
            yield shlex.split(found["rest"])


def find_command(words: list[str]) -> tuple[click.Command, list[str]]:
    """Give the command that is called and what it is given."""
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        inner = command.get_command(context, words[0])
        assert inner is not None, f"there is no command {words[0]}"
        command, words = inner, words[1:]
    return command, words


def test_the_commands_of_the_documents_are_found() -> None:
    found = [words[0] for document in DOCUMENTS for words in typed(document, "neuroslice")]
    assert {"train", "cross-validate", "join-weights", "segment", "model-card"} <= set(found)


@EVERY_DOCUMENT
def test_every_command_that_is_printed_exists_and_takes_its_options(document: Path) -> None:
    for words in typed(document, "neuroslice"):
        command, given = find_command(words)
        options = {name: each for each in command.params for name in (*each.opts, *each.secondary_opts)}
        for word, after in pairwise([*given, ""]):
            if not word.startswith("-") or word in ("--help", "-h"):
                continue
            assert word in options, f"{command.name} has no {word}"
            kind = options[word].type
            if isinstance(kind, click.Choice) and not after.isupper():
                assert after in kind.choices, f"{command.name} {word} takes no {after}"
            if word == "--preset" and not after.isupper():
                load_preset(after)


@EVERY_DOCUMENT
def test_every_chore_that_is_printed_is_one_of_the_makefile(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {words[0] for words in typed(document, "make")} <= targets


@EVERY_DOCUMENT
def test_every_file_that_is_linked_or_given_to_a_command_is_there(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
    given = [word for words in typed(document, "neuroslice") for word in words if word.startswith("model/")]
    assert [word for word in given if not (ROOT / word).exists()] == []


def test_the_figures_of_the_readme_are_those_of_the_model_card() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    said = re.findall(r"(0\.\d\d)(?: for [a-z ]+)? \((?:95 % interval )?(0\.\d\d) to (0\.\d\d)\)", readme)
    card = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    measured = []
    for title in ("Cross-validation", "Test cases"):
        section = card[card.index(f"\n## {title}\n") :]
        for region in ("WT", "TC", "ET"):
            row = re.search(rf"^\| {region} +\|[^|]+\| (\S+) \(([\d.]+)–([\d.]+)\)", section, re.MULTILINE)
            assert row is not None
            measured.append(row.groups())

    assert len(said) == len(measured)
    for rounded, exact in zip(said, measured, strict=True):
        assert [float(each) for each in rounded] == pytest.approx([float(each) for each in exact], abs=0.00501)
