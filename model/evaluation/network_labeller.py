"""A network labels a case, by the same way as in the product."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.evaluation.labeller import Labelled, Probabilities
from model.evaluation.study import Study
from model.inference.preprocess import Prepared
from model.inference.segmenter import Segmenter
from model.tasks.card import NetworkCard, TaskCard
from model.weights.card import read_card


class NetworkLabeller:
    """Label with the segmenter that worker and command line use.

    Args:
        segmenter: Of the task.
    """

    takes_any_channels = True

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter

    @classmethod
    def open(cls, task: TaskCard, *, weights_dir: Path | None = None) -> NetworkLabeller:
        """Load weights of a task; their card, not the task's, says which network they are for and at which spacing.

        Args:
            task: What they segment.
            weights_dir: Where they lie; the package's own folder where None.

        Raises:
            ModelUnavailable: If the network or its weights are missing, damaged or not this task's.
        """
        card = read_card(task.weights, folder=weights_dir)
        network = NetworkCard(name=str(card.network.get("name")), arguments=card.network.get("arguments", {}))
        own = dataclasses.replace(task, network=network, spacing=card.spacing)
        return cls(Segmenter.load(own, weights_dir=weights_dir))

    @property
    def name(self) -> str:
        """Name and version of the network."""
        return f"{self._segmenter.name} {self._segmenter.version}"

    @property
    def description(self) -> str:
        """Name and version, the beginning of the weights' hash, and what runs the network."""
        return f"{self.name}, weights {self._segmenter.sha256[:12]}, {self._segmenter.runtime}"

    def label(self, study: Study) -> Labelled:
        """Segment a study; keep the probabilities and the confidence."""
        kept: list[Probabilities] = []

        def keep(values: NDArray[np.float32], prepared: Prepared) -> None:
            kept.append(Probabilities(values=values, prepared=prepared))

        result = self._segmenter.segment(study.channels, on_probabilities=keep)
        return Labelled(labels=result.labels, probabilities=kept[0], confidence=result.confidence)
