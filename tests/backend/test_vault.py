"""What is sealed opens with its key, for its purpose, and in no other way."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from backend.settings import Settings
from backend.vault import Vault

KEY = "a key of at least thirty-two characters"


def vault(folder: Path, *, secret_key: str = "") -> Vault:
    return Vault(Settings(data_dir=folder, secret_key=secret_key))


def test_another_process_of_the_installation_opens_what_one_has_sealed(tmp_path: Path) -> None:
    sealed = vault(tmp_path).seal(b"secret", purpose="a test")

    assert vault(tmp_path).unseal(sealed, purpose="a test") == b"secret"


def test_machines_that_are_given_one_key_open_each_others_secrets(tmp_path: Path) -> None:
    sealed = vault(tmp_path / "one", secret_key=KEY).seal(b"secret", purpose="a test")

    assert vault(tmp_path / "two", secret_key=KEY).unseal(sealed, purpose="a test") == b"secret"
    assert not (tmp_path / "one" / "secrets").exists()


def test_nothing_opens_with_another_key_or_for_another_purpose(tmp_path: Path) -> None:
    sealed = vault(tmp_path).seal(b"secret", purpose="a test")

    assert vault(tmp_path / "other").unseal(sealed, purpose="a test") is None
    assert vault(tmp_path).unseal(sealed, purpose="another test") is None


@pytest.mark.parametrize("damaged", ["", "AAAA", "é", "not base 64!", "A" * 64])
def test_what_was_never_sealed_opens_nothing(tmp_path: Path, damaged: str) -> None:
    assert vault(tmp_path).unseal(damaged, purpose="a test") is None


def test_sealing_twice_never_looks_the_same(tmp_path: Path) -> None:
    one, other = (vault(tmp_path).seal(b"secret", purpose="a test") for _ in range(2))

    assert one != other
    assert b"secret" not in one.encode()


def test_the_key_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    vault(tmp_path).seal(b"secret", purpose="a test")

    key = tmp_path / "secrets" / "key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert [file.name for file in key.parent.iterdir()] == ["key"]
