"""Text is made comparable without losing what it says."""

from __future__ import annotations

import pytest

from backend.text import fold, tidy


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë", "zoe"),
        ("Zoe\u0308", "zoe"),
        ("STRAẞE", "strasse"),
        ("Łódź", "lodz"),
        ("Đặng", "dang"),
        ("Ærø", "aero"),
        ("ＡＢＣ", "abc"),
        ("İstanbul", "istanbul"),
        ("Ελένη", "ελενη"),
    ],
)
def test_folding_takes_case_and_accents_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["김민지", "Ω", "ﬁ", "Ǆ", "ΐ", "ŋ", "ı", "x" * 300])
def test_folding_twice_is_the_same_as_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_tidying_trims_and_composes() -> None:
    assert tidy(" \u00a0A\u0308 b\n", max_length=3) == "Ä b"


@pytest.mark.parametrize("text", ["", " ", "abcd", "a\nb", "a\x00b", "a\u2028b", "\ud800", "a\u202eb", "a\u2066"])
def test_what_is_no_line_of_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="This"):
        tidy(text, max_length=3)
