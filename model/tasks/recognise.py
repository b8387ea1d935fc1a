"""Guess from file names which file is which channel."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.tasks.card import TaskCard

__all__ = ["recognise_channel", "recognise_files"]

_SUFFIX = re.compile(r"\.nii(\.gz)?$")
_SEPARATORS = re.compile(r"[_\-. ]+")


def recognise_channel(name: str, *, task: TaskCard) -> str | None:
    """Give the id of the channel that a file name speaks of, or None.

    The longest run of tokens that is a pattern wins, so that "t1-ce" beats "t1"; among equals the last in the name.

    Args:
        name: file name without folders, such as "BraTS2021_00002_t1ce.nii.gz".
        task: the card whose channels are looked for.
    """
    tokens = [token for token in _SEPARATORS.split(_SUFFIX.sub("", name.lower())) if token]
    channels = {tuple(pattern.split("-")): channel.id for channel in task.channels for pattern in channel.patterns}
    best: tuple[int, int, str] | None = None
    for start in range(len(tokens)):
        for end in range(start + 1, len(tokens) + 1):
            channel = channels.get(tuple(tokens[start:end]))
            if channel is not None and (best is None or (end - start, start) > best[:2]):
                best = (end - start, start, channel)
    return best[2] if best else None


def recognise_files(names: Iterable[str], *, task: TaskCard) -> dict[str, str]:
    """Give the file of each channel that exactly one name speaks of.

    Args:
        names: file names without folders.
        task: the card whose channels are looked for.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        channel = recognise_channel(name, task=task)
        if channel is not None:
            found.setdefault(channel, []).append(name)
    return {channel: files[0] for channel, files in found.items() if len(files) == 1}
