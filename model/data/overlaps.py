"""Which cases, and which lesion cubes, are of one patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

__all__ = ["Overlaps", "read_overlaps"]

_FILE = Path(__file__).parent / "brats-overlaps.yaml"


@dataclass(frozen=True, kw_only=True)
class Overlaps:
    """One person under several names.

    Args:
        groups: Names of cases of one patient.
        cube_patients: Name of a whole case to the number of its patient among the lesion cubes.
    """

    groups: tuple[frozenset[str], ...]
    cube_patients: Mapping[str, int]

    def cubes_of(self, names: Iterable[str]) -> frozenset[int]:
        """Return the patients whose lesion cubes must stay out of a run that is measured on some cases.

        Args:
            names: Of the cases to measure on.
        """
        return frozenset(self.cube_patients[name] for name in self.with_same_patients(names) & set(self.cube_patients))

    def with_same_patients(self, names: Iterable[str]) -> frozenset[str]:
        """Return these names and the other names of their patients."""
        whole = set(names)
        for group in self.groups:
            if group & whole:
                whole |= group
        return frozenset(whole)


@cache
def read_overlaps() -> Overlaps:
    """Read what is known of the published data sets."""
    values = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Overlaps(
        groups=tuple(frozenset(group) for group in values["same_patient"]),
        cube_patients=dict(values["lesion_cube_patients"]),
    )
