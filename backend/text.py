"""Text as people type it, made comparable."""

from __future__ import annotations

import unicodedata

__all__ = ["fold", "tidy"]

# Letters that people type without their stroke or as two, but that Unicode does not take apart.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)


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
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in tidied):
        raise ValueError("This must be one line without control characters.")
    return tidied


def fold(text: str) -> str:
    """Take case and accents away, for searching alone."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(PLAIN).casefold()
