"""A network labels a case, by the same way as in the product."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.evaluation.labeller import Labelled, Probabilities
from model.evaluation.study import Study
from model.inference.own_network import task_of_weights
from model.inference.predict import AS_IS, EVERY_AXIS, LEFT_RIGHT, Flips
from model.inference.preprocess import Prepared
from model.inference.segmenter import Segmenter
from model.tasks.card import TaskCard

FLIPS: Mapping[str, Flips] = {"none": AS_IS, "left-right": LEFT_RIGHT, "every-axis": EVERY_AXIS}
"""Names of the mirror images that a prediction can be averaged over."""


GIVEN_UP = ", given up: "
"""Between what a network is and its part rules, where it has some."""


class NetworkLabeller:
    """Label with the segmenter that worker and command line use.

    Args:
        segmenter: Of the task.
        flips: Name of the mirror images that it averages over, one of `FLIPS`.
    """

    takes_any_channels = True

    def __init__(self, segmenter: Segmenter, *, flips: str = "left-right") -> None:
        self._segmenter = segmenter
        self._flips = flips

    @classmethod
    def open(
        cls,
        task: TaskCard,
        *,
        weights_dir: Path | None = None,
        runtime: str = "auto",
        cache_dir: Path | None = None,
        flips: str = "left-right",
        with_rules: bool = True,
    ) -> NetworkLabeller:
        """Load weights of a task; their card, not the task's, says which network they are for and at which spacing.

        Args:
            task: What they segment.
            weights_dir: Where they lie; the package's own folder where None.
            runtime: What runs the network; as for `Segmenter.load`.
            cache_dir: As for `Segmenter.load`.
            flips: Mirror images to average over, one of `FLIPS`; what the product does is the default.
            with_rules: As for `Segmenter.load`.

        Raises:
            ModelUnavailable: If the network or its weights are missing, damaged or not this task's.
        """
        segmenter = Segmenter.load(
            task_of_weights(task, weights_dir=weights_dir),
            weights_dir=weights_dir,
            runtime=runtime,
            cache_dir=cache_dir,
            flips=FLIPS[flips],
            with_rules=with_rules,
        )
        return cls(segmenter, flips=flips)

    @property
    def name(self) -> str:
        """Name and version of the network."""
        return f"{self._segmenter.name} {self._segmenter.version}"

    @property
    def description(self) -> str:
        """Name and version, the beginning of the weights' hash, what runs the network, flips and part rules."""
        segmenter = self._segmenter
        rules = segmenter.rules.words()
        network = f"{self.name}, weights {segmenter.sha256[:12]}, {segmenter.runtime}, flips: {self._flips}"
        return f"{network}{GIVEN_UP}{rules}" if rules else network

    def label(self, study: Study) -> Labelled:
        """Segment a study; keep the probabilities and the confidence."""
        kept: list[Probabilities] = []

        def keep(values: NDArray[np.float32], prepared: Prepared) -> None:
            kept.append(Probabilities(values=values, prepared=prepared))

        result = self._segmenter.segment(study.channels, on_probabilities=keep)
        return Labelled(labels=result.labels, probabilities=kept[0], confidence=result.confidence)
