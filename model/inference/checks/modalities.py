"""Which modality the volume in each slot is, from all volumes together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from model.inference.checks.coarse import Coarse
from model.inference.checks.discriminant import Discriminant
from model.inference.checks.pair_features import Ranked, pair_features


def ordered_pairs(channels: Sequence[str]) -> list[tuple[str, str]]:
    """Return every two channels in either order: the classes that a pair of volumes can be of."""
    return list(permutations(channels, 2))


def pair_table(coarse: Coarse) -> tuple[list[tuple[str, str]], NDArray[np.float64]]:
    """Return the ordered pairs of the volumes that are there, and the features of each.

    Args:
        coarse: With a brain and at least two channels.
    """
    pairs = ordered_pairs(list(coarse.values))
    inside = {channel: Ranked.of(values[coarse.brain]) for channel, values in coarse.values.items()}
    return pairs, np.array([pair_features(inside[first], inside[second]) for first, second in pairs])


def best_assignment(
    pairs: Sequence[tuple[str, str]],
    log_probabilities: NDArray[np.float64],
    *,
    channels: Sequence[str],
) -> tuple[dict[str, str], float]:
    """Return what the volume in each slot most probably is, and by how much that beats what the slots say.

    Each volume is another modality. What every two volumes say of one another is added up and divided by how often each
    of them is asked.

    Args:
        pairs: Ordered pairs of slots.
        log_probabilities: Of the classes `ordered_pairs(channels)`, for each pair, shape `(pairs, classes)`.
        channels: Ids of all modalities.

    Returns:
        Slot to modality, and the difference in log probability; 0 where the slots are right.
    """
    slots = list(dict.fromkeys(slot for pair in pairs for slot in pair))
    column = {classes: index for index, classes in enumerate(ordered_pairs(channels))}

    def score(assignment: dict[str, str]) -> float:
        total = sum(
            float(log_probabilities[row, column[assignment[first], assignment[second]]])
            for row, (first, second) in enumerate(pairs)
        )
        return total / (2 * (len(slots) - 1))

    given = {slot: slot for slot in slots}
    others = (dict(zip(slots, chosen, strict=True)) for chosen in permutations(channels, len(slots)))
    best = max([given, *others], key=score)
    return best, score(best) - score(given)


def assign(coarse: Coarse, *, discriminant: Discriminant, channels: Sequence[str]) -> tuple[dict[str, str], float]:
    """Return what the volume in each slot most probably is, and by how much that beats what the slots say.

    Args:
        coarse: With a brain; a single channel is taken at its word, because nothing tells T1 from T1ce by itself.
        discriminant: Of the ordered pairs of channels.
        channels: Ids of all modalities.
    """
    if len(coarse.values) < 2:
        return {channel: channel for channel in coarse.values}, 0.0
    pairs, features = pair_table(coarse)
    return best_assignment(pairs, discriminant.log_probabilities(features), channels=channels)
