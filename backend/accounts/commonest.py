"""Passwords that are guessed first."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["is_among_the_commonest"]

# What people write for a letter, so that `P@ssw0rd` is `password`.
LETTERS = str.maketrans("013457@$!|", "oieastasil")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn")
SHORTEST_RUN = 4
# So many characters of one's own are not enough to make something new of common words.
FEW = 3
LONGEST_UNIT = 4
# Digits and signs before and after a word.
DECORATED = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def is_among_the_commonest(password: str) -> bool:
    """Tell whether a password is little else than common words, runs on the keyboard or one thing over and over.

    So is what stands among the 30,000 commonest that are known from leaks, as zxcvbn lists them.

    Args:
        password: as it was typed. Case, digits and signs put around the words make no difference.
    """
    text = "".join(password.casefold().split())
    spellings = {text, text.translate(LETTERS)}
    return _repeats(text) or any(_is_leaked(spelling) or _is_common(spelling) for spelling in spellings)


def _repeats(text: str) -> bool:
    return any(
        (text[:length] * len(text)).startswith(text) for length in range(1, min(LONGEST_UNIT, len(text) // 2) + 1)
    )


def _is_leaked(text: str) -> bool:
    bare = DECORATED.sub("", text)
    return not _leaked().isdisjoint({text, bare})


def _is_common(text: str) -> bool:
    rest, found = _pattern().subn("", text)
    return found > 0 and sum(not _is_decoration(character) for character in rest) <= FEW


def _is_decoration(character: str) -> bool:
    return character.isdigit() or (character.isascii() and not character.isalpha())


@cache
def _leaked() -> frozenset[str]:
    # Whoever never sets a password need not hold the lists in memory.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])


@cache
def _pattern() -> re.Pattern[str]:
    lines = files("backend.accounts").joinpath("commonest.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    for row in (*ROWS, *(row[::-1] for row in ROWS)):
        for start in range(len(row)):
            words |= {row[start:end] for end in range(start + SHORTEST_RUN, len(row) + 1)}
    # The longest first, so that a word is not taken for the shorter one that it begins with.
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
