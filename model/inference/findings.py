"""What is said about a study beside its mask."""

from __future__ import annotations

from collections.abc import Collection

from model.inference.result import Finding
from model.tasks.card import TaskCard
from model.tasks.missing import find_missing


def missing_channels(present: Collection[str], *, task: TaskCard) -> tuple[Finding, ...]:
    """Say of each channel that was not given which regions suffer.

    Args:
        present: Ids of the channels that were given.
        task: Says which regions need which channels.
    """
    return tuple(
        Finding(code="missing-channel", channel=missing.channel.id, message=missing.message)
        for missing in find_missing(present, task=task)
    )


def low_confidence(
    regions: Collection[str], *, present: Collection[str], task: TaskCard, doubted: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Say which regions are not to be trusted without a look, but for those whose missing channel says so already.

    Args:
        regions: Their ids.
        present: Ids of the channels that were given.
        task: Their names, and which channels they need.
        doubted: Those of them of which nothing is drawn because too little was found, or too little of it is sure.
    """
    return tuple(
        Finding(
            code="low-confidence",
            channel=None,
            message=(
                f"Some {region.name.lower()} was suspected, but not surely enough to draw any: check the images."
                if region.id in doubted
                else f"The outline of the {region.name.lower()} is uncertain: check it before you rely on it."
            ),
        )
        for region in task.regions
        if region.id in regions and set(region.needs) <= set(present)
    )
