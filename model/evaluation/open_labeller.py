"""From a folder on the command line to something that labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.errors import ModelUnavailable
from model.evaluation.labeller import Labeller
from model.evaluation.mask_labeller import MaskLabeller
from model.evaluation.network_labeller import NetworkLabeller
from model.tasks.card import TaskCard


def open_labeller(
    task: TaskCard,
    *,
    folder: Path | None = None,
    runtime: str = "auto",
    cache_dir: Path | None = None,
    flips: str = "left-right",
) -> Labeller:
    """Open whatever a folder holds: weights with their card, or masks.

    Args:
        task: What is to be labelled.
        folder: Of weights or masks; the weights that ship where None.
        runtime: What runs a network.
        cache_dir: Where the choice of runtime is kept.
        flips: Mirror images that a network's predictions are averaged over, one of `FLIPS`.

    Raises:
        ModelUnavailable: If the folder holds neither, or its weights cannot be used.
    """
    if folder is None or (folder / f"{task.weights}.json").is_file():
        return NetworkLabeller.open(task, weights_dir=folder, runtime=runtime, cache_dir=cache_dir, flips=flips)
    if folder.is_dir() and MaskLabeller.finds_masks(folder):
        return MaskLabeller(folder, task=task)
    raise ModelUnavailable(f"{folder} holds neither weights ({task.weights}.json) nor masks (CASE.nii.gz).")


def distinct_names(labellers: Sequence[Labeller], *, folders: Sequence[Path | None]) -> tuple[str, ...]:
    """Name labellers for one table: by their own names, with the folder where two share one.

    Args:
        labellers: In the order of the table.
        folders: Where each comes from, None for what ships.

    Raises:
        ValueError: If two still share a name, because a folder was given twice.
    """
    own = [labeller.name for labeller in labellers]
    names = tuple(
        name if own.count(name) == 1 else f"{name} ({folder.resolve().name if folder else 'shipped'})"
        for name, folder in zip(own, folders, strict=True)
    )
    if len(set(names)) < len(names):
        raise ValueError(f"Each model must be given once. Received: {', '.join(names)}")
    return names
