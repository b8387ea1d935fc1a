"""What is said about a study beside its mask."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from model.inference.result import Finding
from model.tasks.card import TaskCard


def missing_channels(present: Collection[str], *, task: TaskCard) -> tuple[Finding, ...]:
    """Say of each channel that was not given which regions suffer.

    Args:
        present: Ids of the channels that were given.
        task: Says which regions need which channels.
    """
    findings = []
    for channel in task.channels:
        if channel.id in present:
            continue
        suffering = [region.name for region in task.regions if channel.id in region.needs]
        message = f"No {channel.name} volume was given."
        if suffering:
            message = f"No {channel.name} volume was given: {_enumerate(suffering)} will be less exact."
        findings.append(Finding(code="missing-channel", channel=channel.id, message=message))
    return tuple(findings)


def low_confidence(regions: Collection[str], *, task: TaskCard) -> tuple[Finding, ...]:
    """Say which regions are not to be trusted without a look.

    Args:
        regions: Their ids.
        task: Their names.
    """
    return tuple(
        Finding(
            code="low-confidence",
            channel=None,
            message=f"The outline of the {region.name.lower()} is uncertain: check it before you rely on it.",
        )
        for region in task.regions
        if region.id in regions
    )


def _enumerate(names: Sequence[str]) -> str:
    """Join names as in a sentence."""
    words = [name.lower() for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
