"""How every operation of the API may fail, for its OpenAPI document."""

from __future__ import annotations

from typing import Any

__all__ = ["CONFLICTS", "FAILURES", "OPEN_AND_REFUSED", "failures"]

FAILURES = {
    400: "The request cannot be read, or is for another host.",
    401: "Nobody is signed in, or a secret is wrong.",
    403: "The account may not do this, must set up a second factor first, or the page is out of date.",
    404: "It is not there, or not for this account to see.",
    409: "It contradicts what is stored.",
    413: "It is larger than the limit.",
    415: "It is not in a format that is read here.",
    422: "The content is not acceptable; says which field and why.",
    429: "There were too many requests, or wrong secrets; says how long to wait.",
    500: "The server failed; gives the number under which its log says where.",
    503: "Something that the server depends on does not answer, or its disk is full.",
}

_ALWAYS = {400, 429, 500, 503}
CONFLICTS = frozenset(
    {
        ("post", "/api/accounts"),
        ("patch", "/api/accounts/{account_id}"),
        ("delete", "/api/accounts/{account_id}/second-factor"),
        ("post", "/api/first-run"),
        ("post", "/api/groups"),
        ("patch", "/api/groups/{group_id}"),
        ("delete", "/api/groups/{group_id}"),
        ("delete", "/api/jobs/{job_id}"),
        ("patch", "/api/measurements/{measurement_id}"),
        ("delete", "/api/measurements/{measurement_id}"),
        ("post", "/api/patients"),
        ("patch", "/api/patients/{patient_id}"),
        ("delete", "/api/patients/{patient_id}"),
        ("post", "/api/patients/{patient_id}/restore"),
        ("post", "/api/session/provider/return"),
        ("post", "/api/session/second-factor"),
        ("put", "/api/session/second-factor"),
        ("post", "/api/session/second-factor/recovery-codes"),
        ("post", "/api/session/second-factor/removal"),
        ("post", "/api/studies"),
        ("post", "/api/studies/{study_id}/measurements"),
        ("post", "/api/studies/{study_id}/restore"),
        ("post", "/api/studies/{study_id}/segmentations"),
    }
)
# Open to everybody, who may not have what it takes.
OPEN_AND_REFUSED = {
    ("post", "/api/first-run"): {403},
    ("post", "/api/session"): {401},
    ("get", "/api/session/provider/address"): {404},
    ("post", "/api/session/provider/return"): {401, 403, 404},
}


def failures(operation: dict[str, Any], *, method: str, path: str, needed: str | None) -> list[int]:
    """Give the statuses with which an operation may fail.

    Args:
        operation: as the document has it.
        method: in small letters.
        path: with its parameters in braces.
        needed: the role; None if no account is.
    """
    found = _ALWAYS | OPEN_AND_REFUSED.get((method, path), set())
    if needed is not None:
        found |= {401, 403}
    if "{" in path:
        found |= {404}
    if operation.get("parameters"):
        found |= {422}
    if "requestBody" in operation:
        found |= {413, 415, 422}
    if (method, path) in CONFLICTS:
        found |= {409}
    return sorted(found)
