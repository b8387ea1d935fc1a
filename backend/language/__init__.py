"""Sentences for people in the language of whoever asks.

The code says everything in English; what a reader may meet has a translation in a catalogue beside this file.
"""

from backend.language.catalogue import Catalogue
from backend.language.reader import Words, chosen_language, in_readers_language

__all__ = ["Catalogue", "Words", "chosen_language", "in_readers_language"]
