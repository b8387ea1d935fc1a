"""Refused uploads leave nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from backend.services import Services
from backend.settings import Settings
from tests.support.studies import rows, stored_files

Expect = Callable[[dict[str, int]], None]


@pytest.fixture
def small_limits(settings: Settings) -> Settings:
    """Set limits that small files reach."""
    return settings.model_copy(update={"max_upload_bytes": 4 << 20, "max_volume_bytes": 8 << 20})


@pytest.fixture
def nothing_stays(services: Services) -> Iterator[Expect]:
    """Assert after a test that its refused upload left no file, and no record beyond those that were there before."""
    before: dict[str, int] = {}
    yield before.update
    assert rows(services) == before
    assert stored_files(services) == []
