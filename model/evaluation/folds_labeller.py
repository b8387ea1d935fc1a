"""The networks of a cross-validation, each on the cases that are new to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.evaluation.folds import Fold
from model.evaluation.labeller import Labelled
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import Study
from model.tasks.card import TaskCard

CROSS_VALIDATION = "cross-validation"
"""How the description of such a labeller begins."""


class FoldsLabeller:
    """Label each case with the network that has not seen it, by the same way as in the product.

    One network is in memory at a time: label the cases of one fold after those of another.

    Args:
        folds: Networks with their cases.
        task: What they segment.
        runtime: What runs them; as for `Segmenter.load`.
        cache_dir: As for `Segmenter.load`.
        flips: Mirror images to average over; as for `NetworkLabeller.open`.
        with_rules: As for `Segmenter.load`.
    """

    takes_any_channels = True

    def __init__(
        self,
        folds: Sequence[Fold],
        *,
        task: TaskCard,
        runtime: str = "auto",
        cache_dir: Path | None = None,
        flips: str = "left-right",
        with_rules: bool = True,
    ) -> None:
        self._folds = folds
        self._by_case = {case.name: fold for fold in folds for case in fold.cases}
        self._task = task
        self._runtime = runtime
        self._cache_dir = cache_dir
        self._flips = flips
        self._with_rules = with_rules
        self._open: tuple[Fold, NetworkLabeller] | None = None
        self._described: dict[Path, str] = {}

    @property
    def name(self) -> str:
        """Name and version of the networks, and how many they are."""
        names = dict.fromkeys(f"{fold.card.name} {fold.card.version}" for fold in self._folds)
        return f"{' and '.join(names)}, {len(self._folds)} folds"

    @property
    def description(self) -> str:
        """Each network, what runs it as far as it has run, and how many cases it labels."""
        networks = []
        for fold in self._folds:
            count = len(fold.cases)
            described = self._described.get(fold.folder, f"weights {fold.card.sha256[:12]}")
            networks.append(f"{described} ({count} {'case' if count == 1 else 'cases'})")
        return f"{CROSS_VALIDATION}, each case by a network that has not seen the patient: {'; '.join(networks)}"

    def label(self, study: Study) -> Labelled:
        """Segment a study with its fold's network.

        Raises:
            ModelUnavailable: If its weights are missing, damaged or not the task's.
            ValueError: If the study is of no fold.
        """
        fold = self._by_case.get(study.name)
        if fold is None:
            raise ValueError(f"`study` must be one of the folds' cases. Received: {study.name}")
        if self._open is None or self._open[0] is not fold:
            self._open = None  # so that two networks are never in memory together
            labeller = NetworkLabeller.open(
                self._task,
                weights_dir=fold.folder,
                runtime=self._runtime,
                cache_dir=self._cache_dir,
                flips=self._flips,
                with_rules=self._with_rules,
            )
            self._open = (fold, labeller)
            self._described[fold.folder] = labeller.description
        return self._open[1].label(study)
