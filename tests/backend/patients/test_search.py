"""Patients are found by parts of their name or record number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from backend.groups import EVERYTHING
from backend.patients.schemas import NewPatient
from backend.services import Services

PATIENTS = {
    "100%": "Zoë Ødegård",
    "A_1": "김민지",
    "AB1": "Núñez, José",
    "B-7": "STRASSER",
    "c/d": "Straßer Łukasz",
}


@pytest.fixture
def found(viewer: FlaskClient, services: Services) -> Callable[[str], set[str]]:
    """Search among a few patients; give their record numbers."""
    for mrn, name in PATIENTS.items():
        services.patients.create(NewPatient(mrn=mrn, name=name), sight=EVERYTHING)

    def search(text: str) -> set[str]:
        reply = viewer.get("/api/patients", query_string={"q": text})
        assert reply.status_code == 200
        assert reply.json["total"] == len(reply.json["items"])
        return {item["mrn"] for item in reply.json["items"]}

    return search


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", set(PATIENTS)),
        ("  ", set(PATIENTS)),
        ("zoe", {"100%"}),
        ("ZOË", {"100%"}),
        ("odegard", {"100%"}),
        ("민지", {"A_1"}),
        ("nunez jose", {"AB1"}),
        ("José Núñez", {"AB1"}),
        ("strasser", {"B-7", "c/d"}),
        ("STRAß", {"B-7", "c/d"}),
        ("lukasz", {"c/d"}),
        ("b1", {"AB1"}),
        ("a_1", {"A_1"}),
        ("%", {"100%"}),
        ("_", {"A_1"}),
        ("/", {"c/d"}),
        ("\\", set()),
        ("'; --", set()),
        ("nobody", set()),
    ],
)
def test_search_folds_case_and_accents_and_takes_signs_literally(
    found: Callable[[str], set[str]], text: str, numbers: set[str]
) -> None:
    assert found(text) == numbers
