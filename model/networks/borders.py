"""What unpadded convolutions take from the borders of a U-Net's resolutions."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["CONVOLUTIONS_LOSE", "check_sizes", "skip_margin"]

CONVOLUTIONS_LOSE = 4
"""Samples that the two 3-wide convolutions of a resolution take from an axis."""


def skip_margin(level: int, *, levels: int) -> int:
    """Say how much is cut from each side of a skip connection, so that it fits what comes from below.

    Args:
        level: Of the skip, the finest is 0.
        levels: How many resolutions there are.

    Returns:
        Samples of that resolution.

    Source:
        Added up over the two convolutions of every deeper resolution on the way down (2 of its own samples on each
        side, twice as many one resolution up), and of all but the deepest on the way up again.
    """
    return 3 * (1 << levels - level) - 8


def check_sizes(shape: Sequence[int | None], *, levels: int, lost: int) -> None:
    """Refuse sizes at which skips and up-convolutions would not fit onto each other.

    Args:
        shape: Samples along each axis, None where they vary.
        levels: How many resolutions there are.
        lost: Samples that the convolutions of a resolution take from an axis.

    Raises:
        ValueError: If a pooling would find an odd number of samples, or a resolution has none left.
    """
    for size in shape:
        left = size
        for level in range(levels if left is not None else 0):
            assert left is not None
            left -= lost
            if left <= 0 or (level < levels - 1 and left % 2):
                raise ValueError(
                    "`shape` must leave an even number of samples before each pooling, and some at the end. Received: "
                    f"shape={tuple(shape)}, which leaves {left} at resolution {level}"
                )
            left //= 2
