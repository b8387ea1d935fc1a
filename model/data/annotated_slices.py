"""Which slices of a volume somebody annotated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from model.errors import VolumeError
from model.volumes.slices import AXES, AXIS_INDEX

__all__ = ["AnnotatedSlices", "parse_slices", "place_slices", "read_slices"]

_EXAMPLE = '"axial:10,20 coronal:50"'


@dataclass(frozen=True, kw_only=True)
class AnnotatedSlices:
    """Name the slices that were annotated; a voxel on one of them has a label, and of the others nobody said anything.

    Args:
        sagittal: Numbers along x, counted from 0 on the canonical grid.
        coronal: Along y.
        axial: Along z.
    """

    sagittal: tuple[int, ...] = ()
    coronal: tuple[int, ...] = ()
    axial: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Write them as `parse_slices` reads them."""
        named = {axis: getattr(self, axis) for axis in AXES}
        return " ".join(f"{axis}:{','.join(map(str, numbers))}" for axis, numbers in named.items() if numbers)

    def __or__(self, other: AnnotatedSlices) -> AnnotatedSlices:
        """Return the slices of both."""
        return AnnotatedSlices(**{axis: tuple(sorted({*getattr(self, axis), *getattr(other, axis)})) for axis in AXES})

    def mask(self, shape: Sequence[int]) -> NDArray[np.bool_]:
        """Say which voxels lie on one of the slices.

        Args:
            shape: Canonical `(x, y, z)`.

        Raises:
            VolumeError: If the volume has no slice of a number.
        """
        inside = np.zeros(tuple(shape), bool)
        for axis, dimension in AXIS_INDEX.items():
            numbers = getattr(self, axis)
            if numbers and not 0 <= min(numbers) <= max(numbers) < shape[dimension]:
                raise VolumeError(
                    f"The {axis} slices of this volume are counted from 0 to {shape[dimension] - 1}. "
                    f"Received as annotated: {', '.join(map(str, numbers))}"
                )
            inside[(slice(None),) * dimension + (list(numbers),)] = True
        return inside


def parse_slices(text: str) -> AnnotatedSlices:
    """Read slices from a line such as "axial:10,20 coronal:50".

    Raises:
        ValueError: If an axis is none, or a number is missing.
    """
    found: dict[str, Collection[object]] = {}
    for part in text.split():
        axis, _, numbers = part.partition(":")
        if axis in found:
            raise ValueError(f"Annotated slices must name an axis once, as {_EXAMPLE}. Received: {text!r}")
        found[axis] = numbers.split(",")
    return _build(found, received=text)


def read_slices(path: Path) -> AnnotatedSlices:
    """Read slices from a YAML file with a list of numbers under each of the axes that have any.

    Raises:
        ValueError: If it is none.
    """
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is not YAML: {error}") from error
    if not isinstance(values, Mapping) or not all(isinstance(numbers, list) for numbers in values.values()):
        raise ValueError(f"{path.name} must list numbers of slices under {', '.join(AXES)}. Received: {values!r}")
    return _build(values, received=f"{path.name}: {values!r}")


def place_slices(
    shape: Sequence[int],
    *,
    count: int,
    axes: Sequence[str] = AXES,
    share: float = 0.5,
    among: AnnotatedSlices | None = None,
) -> AnnotatedSlices:
    """Spread slices evenly over a volume.

    Args:
        shape: Canonical `(x, y, z)`.
        count: Of each axis.
        axes: That have any.
        share: Of the way from one slice to the next at which the first one lies, from 0 to below 1.
        among: Those to choose from, where not all are; an axis without any of them gets none.

    Raises:
        ValueError: If an axis has fewer slices, or there is none to choose from.
    """
    placed = {}
    for axis in axes:
        known = range(shape[AXIS_INDEX[axis]]) if among is None else getattr(among, axis)
        if not known:
            continue
        if not 1 <= count <= len(known):
            raise ValueError(f"`count` must be from 1 to the {len(known)} {axis} slices there are. Received: {count}")
        placed[axis] = tuple(known[int(len(known) * (place + share) / count)] for place in range(count))
    if not placed:
        raise ValueError(f"`axes` must name one with annotated slices, {among}. Received: {', '.join(axes)}")
    return AnnotatedSlices(**placed)


def _build(values: Mapping[str, Collection[object]], *, received: str) -> AnnotatedSlices:
    try:
        numbers = {axis: tuple(sorted({int(str(number)) for number in each})) for axis, each in values.items()}
        slices = AnnotatedSlices(**numbers)
    except (TypeError, ValueError) as error:
        raise ValueError(f"Annotated slices are axes with numbers, as {_EXAMPLE}. Received: {received}") from error
    if not any(numbers.values()) or any(number < 0 for each in numbers.values() for number in each):
        raise ValueError(f"Annotated slices are axes with numbers, as {_EXAMPLE}. Received: {received}")
    return slices
