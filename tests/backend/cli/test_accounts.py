"""Accounts and tokens from the command line, before any administrator exists."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import get_args

from backend.access import Role
from backend.app import create_app
from backend.cli import user
from backend.services import Services, make_services
from backend.settings import Settings
from db.models import SecondFactor
from tests.backend.cli.conftest import Run

PASSWORD = "a long enough one"


def test_an_account_made_here_can_sign_in_there_and_use_a_token(run: Run, tmp_path: Path) -> None:
    made = run("user", "add", "Kim", "--role", "radiologist", "--password-stdin", stdin=PASSWORD + "\n")
    issued = run("token", "add", "Kim")

    assert (made.returncode, made.stdout) == (0, "")
    assert issued.returncode == 0
    app = create_app(Settings(data_dir=tmp_path / "data"))
    client = app.test_client()
    assert client.post("/api/session", json={"name": "Kim", "password": PASSWORD}).status_code == 200
    bearer = {"Authorization": f"Bearer {issued.stdout.rstrip()}"}
    assert client.get("/api/session", headers=bearer).json["account"]["role"] == "radiologist"
    services: Services = app.extensions["neuroslice"]
    services.database.engine.dispose()


def test_the_token_stands_alone_on_standard_output(run: Run) -> None:
    run("user", "add", "Kim", "--role", "viewer", "--password-stdin", stdin=PASSWORD)

    result = run("token", "add", "Kim")

    assert len(result.stdout.split()) == 1
    assert result.stdout.endswith("\n")
    assert "Kim" in result.stderr


def test_a_password_that_is_too_short_makes_no_account(run: Run) -> None:
    result = run("user", "add", "Kim", "--role", "viewer", "--password-stdin", stdin="short\n")

    assert result.returncode == 1
    assert result.stderr == "neuroslice: password: At least 12 characters.\n"
    assert run("token", "add", "Kim").returncode == 1


def test_without_a_terminal_the_password_must_come_from_standard_input(run: Run) -> None:
    result = run("user", "add", "Kim", "--role", "viewer")

    assert result.returncode == 2
    assert "--password-stdin" in result.stderr


def test_a_name_that_is_taken_is_said_in_one_line(run: Run) -> None:
    arguments = ("user", "add", "Kim", "--role", "viewer", "--password-stdin")
    run(*arguments, stdin=PASSWORD)

    result = run(*arguments, stdin=PASSWORD)

    assert (result.returncode, result.stderr) == (1, "neuroslice: There is already an account Kim.\n")


def test_the_command_knows_the_roles_of_the_api() -> None:
    assert get_args(Role) == user.ROLES


def test_upgrading_makes_a_folder_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    assert run("db", "upgrade").returncode == 0
    assert run("db", "upgrade").returncode == 0

    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_second_factor_that_is_lost_is_taken_off(run: Run, tmp_path: Path) -> None:
    run("user", "add", "Kim", "--role", "admin", "--password-stdin", stdin=PASSWORD)
    services = make_services(Settings(data_dir=tmp_path / "data"))
    account = services.accounts.by_name("Kim")
    with services.database.write() as session:
        session.add(SecondFactor(account_id=account.id, sealed_key="sealed", last_step=0))

    result = run("user", "no-second-factor", "Kim")

    assert (result.returncode, result.stdout) == (0, "")
    assert "Kim signs in with the password alone" in result.stderr
    assert services.second_factors.enrolled([account.id]) == set()
    services.database.engine.dispose()


def test_nobody_of_that_name_is_said_in_one_line(run: Run) -> None:
    result = run("user", "no-second-factor", "Nobody")

    assert (result.returncode, result.stderr) == (1, "neuroslice: There is no account Nobody.\n")
