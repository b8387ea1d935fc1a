"""Write the API's OpenAPI document."""

from __future__ import annotations

from typing import Any

from flask_openapi3 import Info, OpenAPI
from flask_openapi3.utils import parse_rule
from pydantic import BaseModel, ValidationError

from backend.access.cookie import COOKIE
from backend.access.roles import needed_role
from backend.docs.failures import FAILURES, failures
from backend.json_bodies import JsonBodies
from backend.validation import refuse

__all__ = ["Api", "Problem", "ProblemField"]

NOTICE = "Decision support for research use; not a certified medical device."
METHODS = ("get", "post", "put", "patch", "delete")
SECURITY_SCHEMES: dict[str, Any] = {
    "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    "token": {"type": "http", "scheme": "bearer"},
}


class ProblemField(BaseModel):
    """What is wrong with one field of a request."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request failed (RFC 9457), in words for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemField]


class Api(OpenAPI):
    """A Flask app whose document says how every operation fails and what it needs."""

    json_provider_class = JsonBodies

    def __init__(self, import_name: str, *, version: str, **options: Any) -> None:
        super().__init__(
            import_name,
            info=Info(title="NeuroSlice", version=version, description=NOTICE),
            security_schemes=SECURITY_SCHEMES,
            validation_error_model=Problem,
            validation_error_callback=_refuse,
            doc_ui=False,
            **options,
        )

    def generate_spec_json(self) -> None:
        """Write the document once every route is registered."""
        super().generate_spec_json()  # type: ignore[no-untyped-call]
        roles = {
            (parse_rule(rule.rule), method.lower()): needed_role(self.view_functions[rule.endpoint])
            for rule in self.url_map.iter_rules()
            for method in rule.methods or ()
        }
        for path, operations in self.spec_json["paths"].items():
            for method in METHODS:
                if method in operations:
                    _complete(operations[method], method=method, path=path, needed=roles[path, method])


def _refuse(error: ValidationError) -> None:
    refuse(error)


def _complete(operation: dict[str, Any], *, method: str, path: str, needed: str | None) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    operation["responses"].pop("422", None)
    for status in failures(operation, method=method, path=path, needed=needed):
        operation["responses"][str(status)] = {"description": FAILURES[status], "content": problem}
    operation["security"] = [] if needed is None else [{"cookie": []}, {"token": []}]
    if needed not in (None, "viewer"):
        operation["description"] = f"{operation.get('description', '')} Needs the role {needed}.".strip()
