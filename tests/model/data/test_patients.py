from __future__ import annotations

import pytest

from model.data.patients import with_same_patients


@pytest.mark.parametrize(
    ("known", "same", "other"),
    [
        ("patient001_frame01", "patient001_frame12", "patient002_frame01"),
        ("atlas-031768-z080", "atlas-031768-z095", "atlas-031769-z080"),
        ("dic-hela-01-t002", "dic-hela-01-t067", "dic-hela-02-t067"),
        ("BraTS-SSA-00115-000", "BraTS-SSA-00121-000", "BraTS-SSA-00122-000"),
    ],
)
def test_who_knows_one_case_of_a_patient_knows_the_others(known: str, same: str, other: str) -> None:
    found = with_same_patients([known], among=[same, other])
    assert {known, same} <= found
    assert other not in found
