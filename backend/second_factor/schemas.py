"""Second factors as the API shows and takes them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["AuthenticatorApp", "Code", "CurrentPassword", "RecoveryCodes", "SecondFactor"]


class SecondFactor(BaseModel):
    """How it stands with one's own second factor."""

    enrolled: bool = Field(description="a code is asked for at every sign-in")
    required: bool = Field(description="the account must have one")
    recovery_codes_left: int


class CurrentPassword(BaseModel):
    """One's own password, asked for again before anything that matters."""

    model_config = ConfigDict(extra="forbid")

    password: str = Field(max_length=1024)


class AuthenticatorApp(BaseModel):
    """What an authenticator app is told; shown this once."""

    key: str = Field(description="in base 32, for typing it in")
    address: str = Field(description="otpauth://…")
    qr_code: str = Field(description="the address as a picture: a data: URL of an SVG")


class Code(BaseModel):
    """What the app shows."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(max_length=64)


class RecoveryCodes(BaseModel):
    """What signs in once each in place of the app; shown this once."""

    recovery_codes: list[str]
