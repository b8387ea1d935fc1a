"""An authenticator app in somebody's hand, and a clock that stands still."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from backend.second_factor.totp import STEP_SECONDS, code_at, step_of
from tests.backend.conftest import PASSWORD


@dataclass
class Clock:
    """Say what time it is."""

    now: datetime = datetime(2026, 1, 2, 10, 0, tzinfo=UTC)

    def wait(self, *, steps: int) -> None:
        """Let so many steps of thirty seconds pass."""
        self.now += timedelta(seconds=steps * STEP_SECONDS)


@dataclass
class App:
    """Show codes, as an authenticator app does."""

    clock: Clock
    key: bytes = b""
    recovery_codes: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """What it shows now."""
        return code_at(self.key, step_of(self.clock.now))


SetUp = Callable[[FlaskClient], App]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock by which codes are judged."""
    clock = Clock()
    monkeypatch.setattr("backend.second_factor.service.utc_now", lambda: clock.now)
    return clock


@pytest.fixture
def set_up(clock: Clock) -> SetUp:
    """Give a function that sets up an app for whoever is signed in; the next code is a new one."""

    def set_up(browser: FlaskClient) -> App:
        begun = browser.post("/api/session/second-factor", json={"password": PASSWORD})
        assert begun.status_code == 201, begun.json
        app = App(clock, key=base64.b32decode(begun.json["key"]))
        confirmed = browser.put("/api/session/second-factor", json={"code": app.code})
        assert confirmed.status_code == 200, confirmed.json
        app.recovery_codes = confirmed.json["recovery_codes"]
        clock.wait(steps=1)
        return app

    return set_up
