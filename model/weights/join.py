"""One file of weights from those of several networks, to be averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from model.data.overlaps import read_overlaps
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard, read_card
from model.weights.sources import describe_sources
from model.weights.store import read_weights, round_weights, write_weights

ONE_OF_THEM = (
    "Each case was measured by those of the networks alone that had not seen it, and the mean is over these cases; the "
    "networks together were measured on none of them."
)


def join_weights(
    folders: Sequence[Path], *, task: TaskCard, folder: Path, version: str, command: str = ""
) -> WeightsCard:
    """Write the weights of several networks of one kind to one file, with a card that knows all they learned from.

    What a card learned after training (calibration, part rules) was learned for one network and is left behind.

    Args:
        folders: Of weights with their cards, such as those of the folds of a cross-validation.
        task: What they segment.
        folder: Where the file and its card go.
        version: Of the new weights.
        command: That joined them, for the card.

    Raises:
        ModelUnavailable: If a folder holds no weights of the task, or damaged ones.
        ValueError: If a folder is given twice, or their networks are not of one kind.
    """
    if not folders or len({place.resolve() for place in folders}) < len(folders):
        raise ValueError(f"Each folder of weights must be given once. Received: {', '.join(map(str, folders))}")
    cards = [read_card(task.weights, folder=place) for place in folders]
    for card in cards:
        _check_kind(card, first=cards[0])
    values = [
        value
        for place, card in zip(folders, cards, strict=True)
        for value in read_weights(place / card.file, sha256=card.sha256)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    joined = replace(
        cards[0],
        version=version,
        sha256=write_weights(folder / cards[0].file, round_weights(values)),
        members=sum(card.members for card in cards),
        training=_training(cards, command=command),
        validation=_validation(cards),
        calibration={},
        rules={},
    )
    joined.write(folder / f"{task.weights}.json")
    return joined


def _check_kind(card: WeightsCard, *, first: WeightsCard) -> None:
    for key in ("task", "network", "spacing", "scaling", "channels", "regions"):
        if getattr(card, key) != getattr(first, key):
            raise ValueError(
                f"The networks must be of one kind. Received: {key} {getattr(first, key)} and {getattr(card, key)}"
            )


def _training(cards: Sequence[WeightsCard], *, command: str) -> dict[str, Any]:
    """Tell what all of them learned from, what they share, and what each did alone."""
    trainings = [card.training for card in cards]
    cases = list(dict.fromkeys(case for training in trainings for case in training["cases"]))
    first = trainings[0]
    shared = {key: value for key, value in first.items() if all(training.get(key) == value for training in trainings)}
    return {
        **shared,
        "date": datetime.now(UTC).date().isoformat(),
        "command": command,
        "cases": cases,
        "sources": describe_sources(cases, cube_patients=_cube_patients(trainings)),
        "split": {"train": cases, "val": []},
        "steps": sum(training["steps"] for training in trainings),
        "seconds": sum(training["seconds"] for training in trainings),
        "members": [
            {
                "version": card.version,
                "sha256": card.sha256,
                "cases": len(card.training["cases"]),
                **{key: card.training.get(key) for key in ("budget", "steps", "seconds", "hardware", "first_weights")},
            }
            for card in cards
        ],
    }


def _cube_patients(trainings: Sequence[Mapping[str, Any]]) -> int:
    """Count the patients whose lesion cubes taught any of them: each left out those that it was measured on."""
    with_cubes = [(count, training) for training in trainings if (count := _own_cube_patients(training))]
    if not with_cubes:
        return 0
    left_out = [read_overlaps().cubes_of(training["split"]["val"]) for _, training in with_cubes]
    in_the_file = max(count + len(each) for (count, _), each in zip(with_cubes, left_out, strict=True))
    return in_the_file - len(frozenset.intersection(*left_out))


def _own_cube_patients(training: Mapping[str, Any]) -> int:
    cubes = (source["cases"] for source in training["sources"] if source["name"].endswith(": lesion cubes"))
    return int(next(cubes, 0))


def _validation(cards: Sequence[WeightsCard]) -> dict[str, Any]:
    """Gather what each was measured on; a case that several have not seen counts with the mean of their scores."""
    gathered: dict[str, list[Mapping[str, float]]] = {}
    for card in cards:
        for case, scores in card.validation["cases"].items():
            gathered.setdefault(case, []).append(scores)
    cases = {
        case: {region: round(fmean(each[region] for each in scores), 4) for region in scores[0]}
        for case, scores in sorted(gathered.items())
    }
    regions = cards[0].regions
    return {
        "metric": cards[0].validation["metric"],
        "definition": " ".join(part for part in (cards[0].validation["definition"], ONE_OF_THEM) if part),
        "cases": cases,
        "mean": {region: round(fmean(scores[region] for scores in cases.values()), 4) for region in regions}
        if cases
        else {},
    }
