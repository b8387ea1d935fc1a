"""Scores for people."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["words"]


def words(scores: Mapping[str, float]) -> str:
    """Write the score of each region.

    Args:
        scores: By region.
    """
    return "  ".join(f"{region} {score:.3f}" for region, score in scores.items())
