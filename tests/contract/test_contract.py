"""Schemathesis asks a real server everything that the OpenAPI document allows, and much that it does not."""

from __future__ import annotations

from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.app import create_app
from backend.docs.document import METHODS, Api
from backend.settings import Settings
from tests.contract.conftest import NewAccount
from tests.support.patience import PATIENCE_SECONDS
from tests.support.web_server import WebServer

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DOCUMENT = cast(Api, create_app(Settings())).api_doc
OPERATIONS = {
    result.ok().label: result.ok()
    for result in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    if isinstance(result, Ok)
}
DESCRIBED = {
    f"{method.upper()} {path}": operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    if method in METHODS
}
# Where nothing is sent, nothing can be sent that is wrong.
TRIALS = [
    (label, mode)
    for label, operation in DESCRIBED.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or operation.get("parameters") or operation.get("requestBody")
]
# Of every operation, once in each way: as the document has it, and as it does not.
EXAMPLES = 5
# There is no provider to sign in with.
NOT_SET_UP = {"GET /api/session/provider/address"}


def test_the_document_is_asked_as_a_whole() -> None:
    assert set(OPERATIONS) == set(DESCRIBED)
    assert len(TRIALS) > 60


@pytest.mark.parametrize(("label", "mode"), TRIALS)
def test_every_reply_is_as_documented(
    label: str, mode: GenerationMode, server: WebServer, new_account: NewAccount, known: dict[str, Any]
) -> None:
    headers = {"Authorization": f"Bearer {new_account()[2]}"}
    statuses: set[int] = set()

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:
            # Numbers that are drawn name nothing; those that are known lead further into the server.
            case.path_parameters = {name: known.get(name, value) for name, value in case.path_parameters.items()}
        reply = case.call_and_validate(base_url=server.url, headers=headers, checks=CHECKS, timeout=PATIENCE_SECONDS)
        statuses.add(reply.status_code)

    ask()
    if mode is GenerationMode.POSITIVE and label.startswith("GET ") and label not in NOT_SET_UP:
        assert statuses & {200}, statuses
