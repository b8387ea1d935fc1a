"""The kinds of values that requests hold, each checked in one place."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from backend.accounts.commonest import is_among_the_commonest
from backend.text import tidy

__all__ = [
    "MAX_ID",
    "AccountName",
    "BirthDate",
    "GroupName",
    "IsoDate",
    "Mrn",
    "Password",
    "PersonName",
    "RecordId",
    "Sex",
    "TokenName",
]

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
EARLIEST = date(1850, 1, 1)
MIN_PASSWORD = 12
MAX_PASSWORD = 128
MAX_ID = 2**31 - 1


def _iso(value: Any) -> Any:
    # Without this a number would be read as seconds since 1970.
    if value is None or isinstance(value, date) or (isinstance(value, str) and ISO_DATE.fullmatch(value)):
        return value
    raise ValueError("This must be a date such as 2026-01-31.")


def _plausible(value: date) -> date:
    # A day of grace: it may already be tomorrow where the request comes from.
    if not EARLIEST <= value <= date.today() + timedelta(days=1):
        raise ValueError(f"This must lie between {EARLIEST} and today.")
    return value


def _one_line(length: int) -> AfterValidator:
    return AfterValidator(lambda text: tidy(text, max_length=length))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _hard_to_guess(password: str) -> str:
    if len(re.sub(r"\s+", " ", password)) < MIN_PASSWORD:
        raise ValueError(f"At least {MIN_PASSWORD} characters, several spaces counting as one.")
    if is_among_the_commonest(password):
        raise ValueError("This is one of the passwords that are guessed first; choose another one.")
    return password


RecordId = Annotated[int, Field(ge=1, le=MAX_ID)]
IsoDate = Annotated[date, AfterValidator(_plausible), BeforeValidator(_iso)]
BirthDate = IsoDate
Sex = Literal["female", "male", "other"]
Mrn = Annotated[str, _one_line(64), Field(min_length=1, max_length=64)]
PersonName = Annotated[str, _one_line(255), AfterValidator(_spaced), Field(min_length=1, max_length=255)]
AccountName = Annotated[str, _one_line(128), AfterValidator(_spaced), Field(min_length=1, max_length=128)]
GroupName = Annotated[str, _one_line(128), AfterValidator(_spaced), Field(min_length=1, max_length=128)]
TokenName = Annotated[str, _one_line(128), Field(min_length=1, max_length=128)]
# As a person chose it, spaces included; nothing is trimmed.
Password = Annotated[str, Field(min_length=MIN_PASSWORD, max_length=MAX_PASSWORD), AfterValidator(_hard_to_guess)]
