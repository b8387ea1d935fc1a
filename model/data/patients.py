"""Which cases are of one patient: never some to learn from and others to measure on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from model.data.acdc import frames_of_one_patient
from model.data.atlas_slices import slices_of_one_subject
from model.data.dic_hela import frames_of_one_sequence
from model.data.overlaps import read_overlaps

__all__ = ["patient_groups", "with_same_patients"]


def patient_groups(names: Collection[str]) -> tuple[frozenset[str], ...]:
    """Return groups of cases of one patient, of one film of cells, or of one patient under several names.

    Args:
        names: Of cases, of any data set.
    """
    return (
        *read_overlaps().groups,
        *frames_of_one_patient(names),
        *slices_of_one_subject(names),
        *frames_of_one_sequence(names),
    )


def with_same_patients(names: Iterable[str], *, among: Iterable[str] = ()) -> frozenset[str]:
    """Return some names, the other names of their patients, and other cases of theirs.

    Args:
        names: Of cases.
        among: Where other cases are looked for.
    """
    whole = set(names)
    for group in patient_groups(whole | set(among)):
        if group & whole:
            whole |= group
    return frozenset(whole)
