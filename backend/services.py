"""What routes and commands work with: everything is made once, here, from the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app

from backend.access.credentials import Authenticator
from backend.accounts.service import AccountService
from backend.first_run.service import FirstRunService
from backend.health.service import HealthService
from backend.patients.service import PatientService
from backend.sessions.service import SessionService
from backend.settings import Settings
from backend.tokens.service import TokenService
from db.session import SessionFactory, make_engine

__all__ = ["Services", "make_services", "services"]

EXTENSION = "neuroslice"


class NoFiles:
    """Stand in until studies keep files."""

    def discard_files(self, hashes: Sequence[str]) -> None:
        """Remove nothing."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """One of each service of an installation."""

    settings: Settings
    database: SessionFactory
    authenticator: Authenticator
    accounts: AccountService
    first_run: FirstRunService
    health: HealthService
    patients: PatientService
    sessions: SessionService
    tokens: TokenService


def make_services(settings: Settings) -> Services:
    """Wire the services; nothing is opened or written before it is used."""
    database = SessionFactory(make_engine(settings.database_url))
    authenticator = Authenticator(database, settings=settings)
    accounts = AccountService(database)
    return Services(
        settings=settings,
        database=database,
        authenticator=authenticator,
        accounts=accounts,
        first_run=FirstRunService(accounts, secrets_dir=settings.secrets_dir),
        health=HealthService(database, settings=settings),
        patients=PatientService(database, files=NoFiles()),
        sessions=SessionService(database, authenticator=authenticator),
        tokens=TokenService(database),
    )


def services() -> Services:
    """Give the services of the app that handles this request."""
    made: Services = current_app.extensions[EXTENSION]
    return made
