"""Secrets that an installation makes for itself once, in a file for its owner's eyes only."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

__all__ = ["secret_in_file"]


def secret_in_file(path: Path, *, draw: Callable[[], str]) -> str:
    """Give the secret of a file; where there is none, make it.

    Args:
        path: of the file.
        draw: makes a secret.
    """
    if path.exists():
        return path.read_text(encoding="utf-8")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(draw())
        file.flush()
        # Nothing is encrypted with a key that the next power cut takes away.
        os.fsync(file.fileno())
    try:
        # A link fails where another process was first, and never shows half a secret.
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return path.read_text(encoding="utf-8")
