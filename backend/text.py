"""Text as people type it, made comparable."""

from __future__ import annotations

import unicodedata

__all__ = ["fold", "tidy"]

# Letters that people type without their stroke or as two, but that Unicode does not take apart.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)

# Embeddings, overrides and isolates, by which a text is shown in another order than it is stored, and so is what
# follows it on a page. The marks that real names need (U+200E, U+200F, U+061C) change nothing but themselves.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy(text: str, *, max_length: int) -> str:
    """Trim a line of text and compose its letters (NFC).

    Raises:
        ValueError: nothing is left, it is too long, or it holds control characters.
    """
    tidied = unicodedata.normalize("NFC", text).strip()
    if not tidied:
        raise ValueError("This must not be empty.")
    if len(tidied) > max_length:
        raise ValueError(f"This may have at most {max_length} characters.")
    if any(letter in TURNING or unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in tidied):
        raise ValueError("This must be one line without control characters.")
    return tidied


def fold(text: str) -> str:
    """Take case and accents away, for searching alone."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(PLAIN).casefold()
