"""The API describes itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.docs.failures import CONFLICTS, OPEN_AND_REFUSED
from backend.docs.routes import ASSETS


@pytest.fixture
def document(viewer: FlaskClient) -> dict[str, Any]:
    """Give the OpenAPI document."""
    reply: dict[str, Any] = viewer.get("/api/openapi.json").get_json()
    return reply


def test_every_route_of_the_api_is_in_the_document(app: Flask, document: dict[str, Any]) -> None:
    hidden = {"/api/openapi.json", "/api/docs", "/api/docs/start.js"}
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/") or rule.rule in hidden or "/docs/assets" in rule.rule:
            continue
        path = re.sub(r"<(?:[^<:]+:)?", "{", rule.rule).replace(">", "}")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert method.lower() in document["paths"].get(path, {}), (path, method)


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]


def test_every_operation_says_how_it_fails(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        failures = {status: reply for status, reply in operation["responses"].items() if int(status) >= 400}
        assert {"500", "503"} <= failures.keys(), name
        assert "default" not in failures, name
        for reply in failures.values():
            schema = reply["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}, name


def test_every_failure_that_is_described_belongs_to_an_operation(document: dict[str, Any]) -> None:
    there = {(method, path) for path, found in document["paths"].items() for method in found}

    assert CONFLICTS | OPEN_AND_REFUSED.keys() <= there


def test_every_operation_has_a_summary_and_a_successful_reply(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation.get("summary"), name
        assert any(status.startswith("2") for status in operation["responses"]), name


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, operation in operations(document)]

    assert len(names) == len(set(names))


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str):
                assert reference.removeprefix("#/components/schemas/") in schemas, reference
            for item in node.values():
                walk(item)
        elif isinstance(node, list):
            for item in node:
                walk(item)

    walk(document)


def test_open_operations_need_no_account_and_others_do(document: dict[str, Any]) -> None:
    assert document["paths"]["/api/health"]["get"]["security"] == []
    assert document["paths"]["/api/patients"]["get"]["security"] == [{"cookie": []}, {"token": []}]
    assert "radiologist" in document["paths"]["/api/patients"]["post"]["description"]


def test_the_page_for_people_needs_nothing_from_elsewhere(viewer: FlaskClient) -> None:
    page = viewer.get("/api/docs")

    assert page.mimetype == "text/html"
    assert "://" not in page.text
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        with viewer.get(f"/api/{address}") as reply:
            assert reply.status_code == 200, address


def test_the_page_asks_nothing_of_other_servers(viewer: FlaskClient) -> None:
    with viewer.get("/api/docs/start.js") as script:
        assert "validatorUrl: null" in script.get_data(as_text=True)
    assert "@import" not in (ASSETS / "css" / "swagger-ui.css").read_text()
