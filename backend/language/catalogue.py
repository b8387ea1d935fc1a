"""One language's translations of English sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

__all__ = ["Catalogue", "load_catalogue"]

_PLACE = re.compile(r"\{(\w+)\}")
_SENTENCE_END = re.compile(r"(?<=[.?!]) ")
_LIST = "; "


class Catalogue:
    """Translate sentences, with the values that they were made with.

    Args:
        translations: by English sentence, in which `{name}` stands for a value. A value is translated too, where it
            is in the catalogue, and kept as it is where not.
    """

    def __init__(self, translations: Mapping[str, str]) -> None:
        self.translations = dict(translations)
        self._patterns = [(_pattern(english), words) for english, words in translations.items() if "{" in english]

    def translate(self, text: str) -> str | None:
        """Translate a sentence, several, or a list of them; None where the catalogue does not know all of it."""
        whole = self._one(text)
        if whole is not None:
            return whole
        for separator, parts in ((_LIST, text.split(_LIST)), (" ", _SENTENCE_END.split(text))):
            if len(parts) > 1:
                translated = [self._one(part) for part in parts]
                if None not in translated:
                    return separator.join(part for part in translated if part is not None)
        return None

    def _one(self, text: str) -> str | None:
        if text in self.translations:
            return self.translations[text]
        for pattern, words in self._patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                values = {name: self.translate(value) or value for name, value in found.groupdict().items()}
                return _fill(words, values)
        return None


def _fill(words: str, values: Mapping[str, str]) -> str:
    """Put values into the places of a sentence."""
    return _PLACE.sub(lambda place: values[place[1]], words)


@lru_cache
def load_catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language."""
    text = files("backend.language").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return Catalogue(yaml.safe_load(text))


def _pattern(english: str) -> re.Pattern[str]:
    """Make what matches a sentence whatever its values are; a value is never more than one entry of a list."""
    parts = _PLACE.split(english)
    literal = (
        re.escape(part) if number % 2 == 0 else f"(?P<{part}>(?:(?!{_LIST}).)+)" for number, part in enumerate(parts)
    )
    return re.compile("".join(literal), re.DOTALL)
