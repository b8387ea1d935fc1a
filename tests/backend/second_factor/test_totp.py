"""Codes are those of RFC 6238, and hold for a step and the one on either side."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.second_factor.totp import STEP_SECONDS, code_at, matching_step, new_key, provisioning_address, spelt

# The key and the codes of RFC 6238, appendix B, of which six digits are the last six.
KEY = b"12345678901234567890"
VECTORS = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_at(KEY, seconds // STEP_SECONDS) == code


@pytest.mark.parametrize(("steps_late", "matches"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_a_step_off_and_no_more(steps_late: int, matches: bool) -> None:
    typed_at = moment(1111111109 + steps_late * STEP_SECONDS)

    assert matching_step(KEY, "081804", at=typed_at) == (1111111109 // STEP_SECONDS if matches else None)


@pytest.mark.parametrize("code", ["", "08180", "0818040", "081 8o4", "٠٨١٨٠٤", "081804\n1", "-81804"])
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert matching_step(KEY, code, at=moment(1111111109)) is None


def test_spaces_in_a_code_make_no_difference() -> None:
    assert matching_step(KEY, " 081 804 ", at=moment(1111111109)) is not None


def test_an_app_is_told_the_key_the_account_and_the_product() -> None:
    address = provisioning_address(KEY, account="Kim Minji 김")

    assert address.startswith("otpauth://totp/NeuroSlice:Kim%20Minji%20")
    assert f"secret={spelt(KEY)}" in address
    assert "issuer=NeuroSlice" in address


def test_keys_are_as_long_as_the_hash_and_never_the_same() -> None:
    keys = {new_key() for _ in range(8)}

    assert len(keys) == 8
    assert {len(key) for key in keys} == {20}
