"""Where cases come from, for the attribution on a weights' card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml


def describe_sources(names: Sequence[str]) -> list[dict[str, Any]]:
    """Return each source of some cases, with its licence, its citation and how many of them it gave.

    Args:
        names: Of cases. Those that no source claims are counted under "other".
    """
    known = yaml.safe_load((Path(__file__).parent / "sources.yaml").read_text(encoding="utf-8"))
    known.sort(key=lambda source: len(source["start"]), reverse=True)
    counts: dict[str, int] = {}
    for name in names:
        start = next((source["start"] for source in known if name.startswith(source["start"])), "")
        counts[start] = counts.get(start, 0) + 1
    described = [
        {key: source[key] for key in ("name", "licence", "citation")} | {"cases": counts[source["start"]]}
        for source in known
        if source["start"] in counts
    ]
    if "" in counts:
        described.append({"name": "other", "licence": "unknown", "citation": "", "cases": counts[""]})
    return described
