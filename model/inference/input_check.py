"""Warn of an input that is unlike what the network was trained on, before its mask is trusted."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from model.inference.checks.channel_features import channel_features
from model.inference.checks.coarse import Coarse, coarsen
from model.inference.checks.modalities import assign
from model.inference.checks.reference import InputReference
from model.inference.checks.shape_features import shape_features
from model.inference.preprocess import Prepared
from model.inference.result import Finding
from model.tasks.card import TaskCard


def check_input(
    volumes: Mapping[str, NDArray[np.float32]], *, prepared: Prepared, task: TaskCard, reference: InputReference
) -> tuple[Finding, ...]:
    """Return what is strange, the most basic thing alone: what is no brain has no modalities either.

    A mirrored study is not strange: nothing here depends on which side is left.

    Args:
        volumes: The channels that were given, by id, shape `(x, y, z)`.
        prepared: The same, prepared.
        task: Names of its channels.
        reference: What the training cases look like.
    """
    voxel_ml = float(np.prod(prepared.spacing)) / 1000
    return judge(
        coarsen(prepared, channels=task.channel_ids, present=tuple(volumes)),
        millilitres={
            channel: float(np.count_nonzero(data[prepared.box])) * voxel_ml for channel, data in volumes.items()
        },
        task=task,
        reference=reference,
    )


def judge(
    coarse: Coarse, *, millilitres: Mapping[str, float], task: TaskCard, reference: InputReference
) -> tuple[Finding, ...]:
    """Return what is strange about a study that is already at the checks' resolution.

    Args:
        coarse: The study.
        millilitres: How much of each channel is not background.
        task: Names of its channels.
        reference: What the training cases look like.
    """
    if not coarse.brain.any():
        return (_not_a_brain(None, "What was given is smaller than any brain."),)
    shape = shape_features(coarse)
    if any(shape[name] < reference.ranges[name][0] for name in ("volume", "left_right", "back_front", "down_up")):
        low, high = reference.ranges["volume"]
        message = (
            f"This does not have the size of a whole brain: it measures {shape['volume']:,.0f} mL, where "
            f"{low:,.0f} to {high:,.0f} mL are usual."
        )
        return (_not_a_brain(None, message),)
    strange = tuple(
        channel
        for channel in coarse.values
        if reference.likeness.distance(channel_features(coarse, channel)) > reference.likeness.limit
    )
    if _is_large(shape, reference) and not _is_noise(coarse, strange):
        return _not_stripped(millilitres, task=task, reference=reference)
    if strange:
        return _unlike(strange, coarse, task=task)
    return _wrong_modalities(coarse, task=task, reference=reference)


def _is_large(shape: Mapping[str, float], reference: InputReference) -> bool:
    """Whether something surrounds the brain, or a dark layer lies under its surface as bone lies under skin."""
    return any(shape[name] > high for name, (_, high) in reference.ranges.items())


_NOISE_STEP = 0.9
"""Mean difference of neighbours, in deviations, from which nothing holds them together; independent ones differ by 1.13
(2 / sqrt(pi)), those of a head by less than 0.7."""


def _is_noise(coarse: Coarse, channels: tuple[str, ...]) -> bool:
    """Whether every channel that is given is strange and without any structure."""
    return len(channels) == len(coarse.values) and all(
        channel_features(coarse, channel)[-1] > _NOISE_STEP for channel in channels
    )


def _not_stripped(
    millilitres: Mapping[str, float], *, task: TaskCard, reference: InputReference
) -> tuple[Finding, ...]:
    """Say which files still hold skull, skin or a background that is not 0."""
    limit = reference.ranges["volume"][1]
    large = [channel for channel, volume in millilitres.items() if volume > limit]
    if large and len(large) < len(millilitres):
        return tuple(
            Finding(
                code="not-skull-stripped",
                channel=channel,
                message=f"The {task.channel_names[channel]} file shows more than the brain: remove the skull, and set "
                "everything outside the brain to 0.",
            )
            for channel in large
        )
    message = (
        "The volumes show more than the brain, such as skull and skin: remove them, and set everything outside the "
        "brain to 0."
    )
    return (Finding(code="not-skull-stripped", channel=None, message=message),)


def _unlike(strange: tuple[str, ...], coarse: Coarse, *, task: TaskCard) -> tuple[Finding, ...]:
    """Say which files do not look like any MRI of a brain."""
    if len(strange) == len(coarse.values):
        return (_not_a_brain(None, "The volumes do not look like MRI of a brain."),)
    return tuple(
        _not_a_brain(channel, f"The file in the {task.channel_names[channel]} slot does not look like MRI of a brain.")
        for channel in strange
    )


def _wrong_modalities(coarse: Coarse, *, task: TaskCard, reference: InputReference) -> tuple[Finding, ...]:
    """Say which files look like another modality than their slot's."""
    found, gain = assign(coarse, discriminant=reference.modalities, channels=reference.channels)
    if gain < reference.margin:
        return ()
    names = task.channel_names
    return tuple(
        Finding(
            code="wrong-modality",
            channel=slot,
            message=f"The file in the {names[slot]} slot looks like a {names[modality]}.",
        )
        for slot, modality in found.items()
        if slot != modality
    )


def _not_a_brain(channel: str | None, message: str) -> Finding:
    return Finding(code="not-a-brain", channel=channel, message=message)
