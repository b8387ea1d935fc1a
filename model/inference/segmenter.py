"""From the volumes of a study to its labels, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.inference.calibration import Calibration
from model.inference.checks.reference import read_reference
from model.inference.confidence import region_confidence, uncertain_regions
from model.inference.findings import low_confidence, missing_channels
from model.inference.input_check import check_input
from model.inference.load import find_network
from model.inference.part_rules import PartRules
from model.inference.predict import LEFT_RIGHT, Flips
from model.inference.predict_task import predict_task, shape_to_run
from model.inference.preprocess import Prepared, prepare
from model.inference.restore import restore
from model.inference.result import SegmentationResult
from model.inference.runtimes import Runtime, load_runtime
from model.inference.sure import sure_volumes
from model.inference.uncertainty import uncertainty_map
from model.inference.warm_up import warm_up
from model.tasks.card import TaskCard
from model.volumes.read import Volume

STAGES = ("preprocessing", "segmenting", "restoring")

_SEGMENTING_FROM, _RESTORING_FROM = 0.25, 0.85
"""Share of the whole that is done when a stage starts, as measured on a plain CPU."""


class Segmenter:
    """A task's network with its weights, loaded once and used for many studies.

    Args:
        runtime: Runs the network.
        task: What it segments.
        name: Of the model.
        version: Of its weights.
        sha256: Of the file of weights.
        calibration: Of its weights.
        rules: Which parts of a mask are too small to be believed.
        flips: The mirror images to average over.
    """

    def __init__(
        self,
        runtime: Runtime,
        *,
        task: TaskCard,
        name: str,
        version: str,
        sha256: str,
        calibration: Calibration,
        rules: PartRules,
        flips: Flips = LEFT_RIGHT,
    ) -> None:
        self._runtime = runtime
        self._flips = flips
        self._usual = shape_to_run(task, multiple=runtime.multiple)
        self._bytes_per_voxel = warm_up(runtime, shape=self._usual)
        self._task = task
        self.name = name
        self.version = version
        self.sha256 = sha256
        self.runtime = runtime.name
        self._calibration = calibration
        self.rules = rules

    @classmethod
    def load(
        cls,
        task: TaskCard,
        *,
        weights_dir: Path | None = None,
        runtime: str = "auto",
        cache_dir: Path | None = None,
        flips: Flips = LEFT_RIGHT,
        with_rules: bool = True,
    ) -> Segmenter:
        """Build the network, check and read its weights, and run it once, so that the first study is fast too.

        Args:
            task: What to segment.
            weights_dir: Where the weights lie; the package's own folder where None.
            runtime: What runs the network, one of `RUNTIMES`; `auto` takes what was measured to be the fastest here.
            cache_dir: Where that measurement and exported networks are kept; the user's own cache where None.
            flips: The mirror images to average over.
            with_rules: Whether to give up what the weights' card says is too small; False shows all that is found.

        Raises:
            ModelUnavailable: If the network, what runs it, or its weights are missing or damaged.
        """
        spec, card = find_network(task, weights_dir=weights_dir)
        return cls(
            load_runtime(spec, choice=runtime, folder=cache_dir),
            task=task,
            name=card.name,
            version=card.version,
            sha256=card.sha256,
            calibration=Calibration.from_card(card.calibration),
            rules=PartRules.from_card(card.rules if with_rules else {}, task=task),
            flips=flips,
        )

    def segment(
        self,
        channels: Mapping[str, Volume],
        *,
        on_progress: Callable[[str, float], None] = lambda stage, done: None,
        on_probabilities: Callable[[NDArray[np.float32], Prepared], None] = lambda calibrated, prepared: None,
    ) -> SegmentationResult:
        """Label every voxel of a study, and say how far the labels can be trusted.

        Args:
            channels: At least one of the task's channels by id, all on one canonical grid.
            on_progress: Told the stage and the share of the whole that is done, 0 to 1. What it raises ends the work
                and passes through untouched.
            on_probabilities: Given the calibrated probabilities `(x, y, z, regions)` on the grid of the prepared image,
                and the prepared study: what an evaluation needs and a viewer does not.

        Returns:
            Labels on that grid with what is known about them.

        Raises:
            ValueError: If there is no channel or one that is not the task's, the shapes differ, or every voxel is zero.
        """
        task = self._task
        if not channels or not set(channels) <= set(task.channel_ids):
            raise ValueError(f"`channels` must hold some of {task.channel_ids}. Received: {sorted(channels)}")
        present = [channel for channel in task.channel_ids if channel in channels]
        volumes = [channels[channel] for channel in present]
        shapes = {volume.data.shape for volume in volumes}
        if len(shapes) != 1:
            raise ValueError(f"`channels` must have one shape. Received: {sorted(shapes)}")

        on_progress("preprocessing", 0.0)
        prepared = prepare(
            [channels[channel].data if channel in channels else None for channel in task.channel_ids],
            spacing=volumes[0].grid.spacing,
            target=task.spacing,
            scaling=task.scaling,
            on_step=lambda done: on_progress("preprocessing", done * _SEGMENTING_FROM),
        )
        reference = read_reference(task.id)
        given = {channel: volume.data for channel, volume in zip(present, volumes, strict=True)}
        strange = check_input(given, prepared=prepared, task=task, reference=reference) if reference else ()
        span = _RESTORING_FROM - _SEGMENTING_FROM
        probabilities = predict_task(
            self._runtime,
            prepared.image,
            task=task,
            usual=self._usual,
            flips=self._flips,
            bytes_per_voxel=self._bytes_per_voxel,
            on_step=lambda done: on_progress("segmenting", _SEGMENTING_FROM + done * span),
        )
        on_progress("restoring", _RESTORING_FROM)
        x, y, z = volumes[0].data.shape
        labels = restore(probabilities, prepared=prepared, shape=(x, y, z), task=task)
        calibrated = self._calibration.apply(probabilities, regions=[region.id for region in task.regions])
        doubted = self.rules.apply(
            labels,
            task=task,
            voxel_mm3=1000 * volumes[0].grid.voxel_ml,
            sure_mm3=sure_volumes(calibrated, task=task, spacing=prepared.target),
        )
        on_probabilities(calibrated, prepared)
        confidence = region_confidence(calibrated, task=task, calibration=self._calibration)
        thresholds = self._calibration.low_confidence
        unsure = uncertain_regions(confidence, thresholds=thresholds, present=channels, task=task, doubted=doubted)
        uncertainty = uncertainty_map(calibrated, prepared=prepared, shape=(x, y, z))
        on_progress("restoring", 1.0)
        return SegmentationResult(
            labels=labels,
            uncertainty=uncertainty,
            confidence=confidence,
            low_confidence=unsure,
            findings=(
                *strange,
                *missing_channels(channels, task=task),
                *low_confidence(unsure, present=channels, task=task, doubted=doubted),
            ),
        )
