"""The language of whoever asks."""

from __future__ import annotations

from typing import Annotated

from flask import has_request_context, request
from pydantic import AfterValidator

from backend.language.catalogue import load_catalogue

__all__ = ["Words", "chosen_language", "in_readers_language"]

_SPOKEN = ("en", "ko")


def chosen_language() -> str:
    """Give the language that a request asks for, of those that are spoken here."""
    if not has_request_context():
        return _SPOKEN[0]
    return request.accept_languages.best_match(_SPOKEN) or _SPOKEN[0]


def in_readers_language(text: str) -> str:
    """Say a sentence in the language that a request asks for; as it is where there is no translation."""
    language = chosen_language()
    if language == _SPOKEN[0]:
        return text
    return load_catalogue(language).translate(text) or text


Words = Annotated[str, AfterValidator(in_readers_language)]
"""A sentence of the code for people, as a reply shows it."""
