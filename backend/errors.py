"""What can go wrong in `backend`, in one tree.

NeuroSliceError
├── SettingsError        the environment cannot be used; one line for each reason
└── Problem              ends a request with a problem document; services and views only raise
    ├── NotSignedIn      401
    ├── Forbidden        403
    ├── NotFound         404
    ├── Conflict         409
    ├── TooLarge         413
    ├── Refused          422  the content is not acceptable; says which field and why
    ├── TooOften         429  there were too many requests, or wrong passwords
    └── Unavailable      503  something this server depends on does not answer
        └── StoreAway    503  the same of the store of the volumes; an OSError too, as of a disk

`backend.problems` turns them, and every other exception, into HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "Conflict",
    "FieldError",
    "Forbidden",
    "NeuroSliceError",
    "NotFound",
    "NotSignedIn",
    "Problem",
    "Refused",
    "SettingsError",
    "StoreAway",
    "TooLarge",
    "TooOften",
    "Unavailable",
]


class NeuroSliceError(Exception):
    """Stand at the root of every error that `backend` raises on purpose."""


class SettingsError(NeuroSliceError):
    """Refuse an environment.

    Args:
        problems: one line for each thing that is wrong.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class FieldError:
    """Say what is wrong with one field of a request."""

    field: str
    message: str


class Problem(NeuroSliceError):  # noqa: N818 (the term of RFC 9457)
    """End a request with a problem document.

    Args:
        detail: one or two sentences that a radiologist can act on.
        errors: what is wrong with which field.
        headers: extra headers of the reply.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "The server failed"

    def __init__(
        self, detail: str, *, errors: Sequence[FieldError] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


class NotSignedIn(Problem):
    """Report a request without an account."""

    status = 401
    title = "Please sign in"


class Forbidden(Problem):
    """Report an account that may not do this."""

    status = 403
    title = "Not allowed"


class NotFound(Problem):
    """Report something that is not there, or not for this account to see."""

    status = 404
    title = "Not found"


class Conflict(Problem):
    """Report a request that contradicts what is stored."""

    status = 409
    title = "Conflict"


class TooLarge(Problem):
    """Report a request that is larger than the limit."""

    status = 413
    title = "Too large"


class Refused(Problem):
    """Report content that is not acceptable."""

    status = 422
    title = "Not accepted"

    @classmethod
    def field(cls, name: str, message: str) -> Refused:
        """Refuse one field, whose message is the detail too."""
        return cls(message, errors=[FieldError(name, message)])


class TooOften(Problem):
    """Put off a request that comes too soon after others.

    Args:
        detail: says how long to wait.
        seconds: how long that is.
    """

    status = 429
    title = "Too many requests"

    def __init__(self, detail: str, *, seconds: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(seconds)})


class Unavailable(Problem):
    """Report that something this server depends on does not answer."""

    status = 503
    title = "Not available at the moment"


class StoreAway(Unavailable, OSError):  # noqa: N818 (as all of its kin)
    """Report a store of volumes that does not answer; to those who know disks it is an error of the disk."""
