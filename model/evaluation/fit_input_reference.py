"""Learn what the inputs of a task look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.inference.checks.channel_features import channel_features
from model.inference.checks.coarse import Coarse
from model.inference.checks.discriminant import Discriminant
from model.inference.checks.likeness import Likeness
from model.inference.checks.modalities import best_assignment, ordered_pairs, pair_table
from model.inference.checks.reference import InputReference
from model.inference.checks.shape_features import shape_features

FEWEST = 3
SHRINKAGE = 0.1
_DEVIATIONS = 6.0
"""A shape feature farther from the mean than this is strange; scans with remains of the skull are among the cases."""

_SMALLEST_MARGIN = 1.0
_SAFETY = 1.25
"""How much more than the most mistaken training case, left out, a slot must be beaten by."""


@dataclass(frozen=True, eq=False)
class Described:
    """All that is learnt from one training case.

    Attributes:
        pairs: Ordered pairs of its channels.
        pair_features: Of each of them.
        channel_features: Of each channel, in order.
        shape: By name.
    """

    pairs: Sequence[tuple[str, str]]
    pair_features: NDArray[np.float64]
    channel_features: NDArray[np.float64]
    shape: Mapping[str, float]


def describe(study: Coarse, *, channels: Sequence[str]) -> Described:
    """Return the features of a training case.

    Args:
        study: With all channels.
        channels: Their ids, in order.
    """
    pairs, features = pair_table(study)
    each = np.array([channel_features(study, channel) for channel in channels])
    return Described(pairs, features, each, shape_features(study))


def fit_reference(studies: Sequence[Described], *, channels: Sequence[str]) -> InputReference:
    """Return what the checks compare with.

    Args:
        studies: Training cases.
        channels: Ids of the channels.

    Raises:
        ValueError: If there are fewer than `FEWEST`.
    """
    if len(studies) < FEWEST:
        raise ValueError(f"`studies` must hold at least {FEWEST} cases. Received: {len(studies)}")
    classes = np.tile(np.arange(len(ordered_pairs(channels))), len(studies))

    def fit_pairs(indices: Sequence[int]) -> Discriminant:
        features = np.concatenate([studies[index].pair_features for index in indices])
        return Discriminant.fit(features, classes[: len(features)], shrinkage=SHRINKAGE)

    # What each case would have been taken for by all the others: no case may vouch for itself.
    gains = []
    for left_out, study in enumerate(studies):
        others = fit_pairs([index for index in range(len(studies)) if index != left_out])
        found = others.log_probabilities(study.pair_features)
        gains.append(best_assignment(study.pairs, found, channels=channels)[1])
    shapes = [study.shape for study in studies]
    return InputReference(
        channels=tuple(channels),
        cases=len(studies),
        ranges={name: _range([shape[name] for shape in shapes], positive=name != "dip") for name in shapes[0]},
        likeness=Likeness.fit(np.array([study.channel_features for study in studies]), shrinkage=SHRINKAGE),
        modalities=fit_pairs(range(len(studies))),
        margin=round(max(_SMALLEST_MARGIN, _SAFETY * max(gains)), 3),
        measured={},
    )


def _range(values: Sequence[float], *, positive: bool) -> tuple[float, float]:
    """Return the mean less and plus some deviations, of the logarithms where a value is a size."""
    sizes = np.log(values) if positive else np.asarray(values)
    ends = sizes.mean() + np.array([-_DEVIATIONS, _DEVIATIONS]) * sizes.std()
    low, high = np.exp(ends) if positive else ends
    return float(low), float(high)
