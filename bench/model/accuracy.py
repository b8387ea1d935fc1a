"""What mirror images and tiles change in the masks of validation cases."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.data.readers import find_cases
from model.inference import Segmenter
from model.inference.load import find_network
from model.inference.predict import AS_IS, EVERY_AXIS, LEFT_RIGHT, Flips, predict
from model.inference.preprocess import Prepared, prepare
from model.inference.restore import restore
from model.inference.runtimes import load_runtime
from model.inference.shapes import usual_shape
from model.metrics.dice import region_dice
from model.tasks import TaskCard

FLIPS: Mapping[str, Flips] = {
    "as it is": AS_IS,
    "left-right": LEFT_RIGHT,
    "all eight": EVERY_AXIS,
}


def measure(segmenter: Segmenter, *, task: TaskCard, data: Path) -> None:
    """Print Dice and seconds with more and more mirror images, and the Dice between one pass and tiles.

    Args:
        segmenter: Says which runtime is used here.
        task: Its channels and regions.
        data: Folder of validation cases.
    """
    spec, card = find_network(task)
    runtime = load_runtime(spec, choice=segmenter.runtime)
    usual = usual_shape(card.spacing, multiple=runtime.multiple)
    scores: dict[str, list[Mapping[str, float]]] = {name: [] for name in FLIPS}
    seconds = dict.fromkeys(FLIPS, 0.0)
    agreement = []
    cases = find_cases(data)
    for case in cases:
        channels = case.read_channels(task.channel_ids)
        truth = case.read_labels(task=task).data
        volumes = [channels[channel] for channel in task.channel_ids]
        prepared = prepare([each.data for each in volumes], spacing=volumes[0].grid.spacing, target=card.spacing)
        for name, flips in FLIPS.items():
            started = time.perf_counter()
            probabilities = predict(runtime, prepared.image, usual=usual, flips=flips)
            seconds[name] += time.perf_counter() - started
            whole = _labels(probabilities, prepared=prepared, shape=truth.shape, task=task)
            scores[name].append(region_dice(truth, whole, task=task))
            if flips is AS_IS:
                # Memory for half of a usual volume makes tiles of it.
                half = round(600.0 * 1.3 * np.prod(usual) / 2)
                tiled = predict(runtime, prepared.image, usual=usual, flips=flips, free_bytes=half)
                tiles = _labels(tiled, prepared=prepared, shape=truth.shape, task=task)
                agreement.append(region_dice(whole, tiles, task=task))
    print(f"\nvalidation, {len(cases)} cases, runtime {runtime.name}:")
    for name in FLIPS:
        print(f"  mirror images {name:<11} Dice {_mean(scores[name])}, {seconds[name] / len(cases):.2f} s a case")
    print(f"  one pass against tiles of half its size: Dice {_mean(agreement)}")


def _labels(
    probabilities: NDArray[np.float32], *, prepared: Prepared, shape: Sequence[int], task: TaskCard
) -> NDArray[np.uint8]:
    x, y, z = shape
    return restore(probabilities, prepared=prepared, shape=(x, y, z), task=task)


def _mean(scores: Sequence[Mapping[str, float]]) -> str:
    return " ".join(f"{region} {np.mean([each[region] for each in scores]):.4f}" for region in scores[0])
