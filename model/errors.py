"""What can go wrong in `model`, in one tree.

NeuroSliceModelError
├── VolumeError           the content of a file is refused; the words are for a radiologist
├── TaskError             a task card is broken
│   └── UnknownTask       no card has this id
├── ModelUnavailable      the network or its weights cannot be used
└── JobInterrupted        for a progress callback to raise; it passes through `model` untouched
"""

from __future__ import annotations

__all__ = [
    "JobInterrupted",
    "ModelUnavailable",
    "NeuroSliceModelError",
    "TaskError",
    "UnknownTask",
    "VolumeError",
]


class NeuroSliceModelError(Exception):
    """Stand at the root of every error that `model` raises on purpose."""


class VolumeError(NeuroSliceModelError):
    """Refuse the content of a file.

    Args:
        message: one or two sentences that a radiologist can act on.
        field: id of the channel that the file was given for; None where it is not known yet.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class TaskError(NeuroSliceModelError):
    """Report a task card that cannot be used."""


class UnknownTask(TaskError):  # noqa: N818 (what happened, not which class of thing it is)
    """Report a task id that no card has."""


class ModelUnavailable(NeuroSliceModelError):  # noqa: N818
    """Report a network or weights that are missing, damaged or not what the card says."""


class JobInterrupted(NeuroSliceModelError):  # noqa: N818
    """Stop a running segmentation from within its progress callback."""
