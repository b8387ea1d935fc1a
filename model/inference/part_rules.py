"""Give up parts of a mask that are too small, or too unsure, to be believed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors import ModelUnavailable
from model.inference.decode import shell_labels
from model.metrics.boxes import common_box
from model.metrics.parts import number_parts
from model.tasks.card import TaskCard

_ROUNDING = 1e-4
"""Share of a limit by which a part may fall short: the affine in a file is rounded."""


@dataclass(frozen=True, kw_only=True)
class PartRule:
    """Say what of one region is too small.

    Args:
        smallest_part_mm3: A part of the region smaller than this is given up.
        smallest_region_mm3: If all that is left of the region is smaller than this, it is given up altogether.
        least_sure_mm3: If the network is sure of less than this of the region, it is given up altogether.
    """

    smallest_part_mm3: float = 0.0
    smallest_region_mm3: float = 0.0
    least_sure_mm3: float = 0.0

    def believes(self, mask: NDArray[np.bool_], *, voxel_mm3: float) -> NDArray[np.bool_]:
        """Return what is left of a mask.

        Args:
            mask: Of the region, `(x, y, z)`.
            voxel_mm3: Volume of a voxel.
        """
        if fewest_voxels(self.smallest_part_mm3, voxel_mm3=voxel_mm3) > 1:
            parts, count = number_parts(mask)
        else:
            parts, count = mask.astype(np.int32), 1
        sizes = np.bincount(parts[mask], minlength=count + 1)
        # The first is what belongs to no part.
        kept = np.concatenate([[False], self.keeps(sizes[1:], voxel_mm3=voxel_mm3)])
        return np.asarray(kept[parts], np.bool_)

    def doubts(self, sure_mm3: float) -> bool:
        """Say whether a region is given up because of how little of it the network is sure of.

        Args:
            sure_mm3: That it is sure of, as `sure_volumes` counts it.
        """
        return sure_mm3 < self.least_sure_mm3

    def keeps(self, sizes: NDArray[np.int64], *, voxel_mm3: float) -> NDArray[np.bool_]:
        """Return which parts stay.

        Args:
            sizes: Voxels of each part, `(parts,)`.
            voxel_mm3: Volume of a voxel.
        """
        kept: NDArray[np.bool_] = sizes >= fewest_voxels(self.smallest_part_mm3, voxel_mm3=voxel_mm3)
        if sizes[kept].sum() < fewest_voxels(self.smallest_region_mm3, voxel_mm3=voxel_mm3):
            return np.zeros_like(kept)
        return kept


@dataclass(frozen=True, kw_only=True)
class PartRules:
    """Hold the rules of a task's regions.

    Args:
        regions: By region id; a region that is not named keeps every part.
    """

    regions: Mapping[str, PartRule] = field(default_factory=dict)

    @classmethod
    def from_card(cls, rules: Mapping[str, Any], *, task: TaskCard) -> PartRules:
        """Read the entry `rules` of the weights' card, which is empty where nothing is given up.

        Args:
            rules: By region id the fields of a `PartRule`, beside what the choice was based on.
            task: Its regions.

        Raises:
            ModelUnavailable: If a rule is none.
        """
        found = {}
        for region in task.regions:
            if region.id in rules:
                try:
                    limits = {name: float(limit) for name, limit in rules[region.id].items()}
                    found[region.id] = PartRule(**limits)
                except (AttributeError, TypeError, ValueError) as error:
                    raise ModelUnavailable(
                        f"The weights' card is damaged: part rules of {region.id}: {error}"
                    ) from error
        return cls(regions=found)

    def words(self) -> str:
        """Say what is given up, for people; nothing where there is no rule."""
        said = []
        for region, rule in self.regions.items():
            limits = {
                f"parts of {region} below": rule.smallest_part_mm3,
                f"the whole {region} below": rule.smallest_region_mm3,
                f"the whole {region} where the network is sure of less than": rule.least_sure_mm3,
            }
            said += [f"{what} {limit:g} mm³" for what, limit in limits.items() if limit > 0]
        return ", ".join(said)

    def apply(
        self, labels: NDArray[np.uint8], *, task: TaskCard, voxel_mm3: float, sure_mm3: Mapping[str, float]
    ) -> tuple[str, ...]:
        """Take what is too small or too unsure out of a mask, in place: it becomes what the region around it is.

        Outer regions come first, and take the inner ones in them along, so that the regions still nest.

        Args:
            labels: Of the task, `(x, y, z)`.
            task: Its regions, outer to inner.
            voxel_mm3: Volume of a voxel, from its true edges: in a sheared grid less than the product of the spacings.
            sure_mm3: By region, what the network is sure of.

        Returns:
            The regions that something was found of, but too little, or too little surely, to draw any of it.

        Raises:
            ValueError: If the regions do not nest with one label between each and the next.
        """
        if not self.regions:
            return ()
        around = 0
        inside = drawn = _cut(labels, labels > 0)
        found = _present(drawn, task=task)
        for region, own in zip(task.regions, shell_labels(task), strict=True):
            # A region lies in the box of the one around it, and that in a small part of a head.
            inside = _cut(inside, np.isin(inside, region.labels))
            rule = self.regions.get(region.id)
            if rule is not None:
                mask = np.isin(inside, region.labels)
                if mask.any() and rule.doubts(sure_mm3[region.id]):
                    inside[mask] = around
                else:
                    inside[mask & ~rule.believes(mask, voxel_mm3=voxel_mm3)] = around
            around = own
        left = _present(drawn, task=task)
        return tuple(region for region in found if region not in left)


def _present(labels: NDArray[np.uint8], *, task: TaskCard) -> list[str]:
    values = np.flatnonzero(np.bincount(labels.ravel()))
    return [region.id for region in task.regions if np.isin(values, region.labels).any()]


def fewest_voxels(smallest_mm3: float, *, voxel_mm3: float) -> int:
    """Return how many voxels are not smaller than a volume."""
    return math.ceil(smallest_mm3 / voxel_mm3 * (1 - _ROUNDING))


def _cut(labels: NDArray[np.uint8], mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return the view of labels that a mask fills; one of no voxel where it is empty."""
    box = common_box(mask)
    return labels[:0] if box is None else labels[box]
