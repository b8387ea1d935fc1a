"""Where cases come from, for the attribution on a weights' card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LESION_CUBES = "BraTS20_"
"""How the names of the cases start that lesion cubes were cut from."""


def describe_sources(names: Sequence[str], *, cube_patients: int = 0) -> list[dict[str, Any]]:
    """Return each source of some cases, with its licence, its citation and how many of them it gave.

    Args:
        names: Of cases. Those that no source claims are counted under "other".
        cube_patients: Patients whose lesion cubes were used.
    """
    known = _known_sources()
    counts = Counter(source_of(name) for name in names)
    described = [
        {key: source[key] for key in ("name", "licence", "citation")} | {"cases": counts[source["start"]]}
        for source in known
        if source["start"] in counts
    ]
    if "" in counts:
        described.append({"name": "other", "licence": "unknown", "citation": "", "cases": counts[""]})
    described += [
        {
            "name": f"{source['name']}: lesion cubes",
            "licence": source["licence"],
            "citation": source["citation"],
            "cases": cube_patients,
        }
        for source in known
        if cube_patients and source["start"] == LESION_CUBES
    ]
    return described


def source_of(name: str) -> str:
    """Return how the names of a case's source start, or "" where no source claims it.

    Args:
        name: Of a case.
    """
    return next((source["start"] for source in _known_sources() if name.startswith(source["start"])), "")


@cache
def _known_sources() -> list[dict[str, Any]]:
    """Return every source, longer starts first."""
    known: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "sources.yaml").read_text(encoding="utf-8"))
    return sorted(known, key=lambda source: len(source["start"]), reverse=True)
