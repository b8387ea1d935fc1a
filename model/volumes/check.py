"""What must hold between the volumes of one study."""

from __future__ import annotations

from collections.abc import Mapping

from model.errors import VolumeError
from model.volumes.grid import Grid

__all__ = ["compare_channels", "find_identical"]


def compare_channels(grids: Mapping[str, Grid], *, names: Mapping[str, str]) -> list[VolumeError]:
    """Compare the grid of each channel with that of the first one.

    Args:
        grids: canonical grids by channel id, in the order of the task.
        names: what to call each channel.

    Returns:
        One error for each channel that lies elsewhere; none where all are on one grid.
    """
    errors = []
    (first, reference), *others = grids.items()
    for channel, grid in others:
        difference = grid.difference(reference, name=names[channel], other_name=names[first])
        if difference is not None:
            errors.append(VolumeError(f"{difference}. All volumes must be registered to one grid.", field=channel))
    return errors


def find_identical(digests: Mapping[str, str], *, names: Mapping[str, str]) -> list[VolumeError]:
    """Find files that were given for two channels.

    Args:
        digests: a hash of each channel's content by channel id, in the order of the task.
        names: what to call each channel.

    Returns:
        One error for each channel whose content an earlier one has too.
    """
    errors = []
    owners: dict[str, str] = {}
    for channel, digest in digests.items():
        owner = owners.setdefault(digest, channel)
        if owner != channel:
            errors.append(
                VolumeError(
                    f"{names[channel]} is the same file as {names[owner]}. Choose the {names[channel]} volume.",
                    field=channel,
                )
            )
    return errors
