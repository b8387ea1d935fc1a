"""How lines are written."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from backend.logs import current_request_id, log_context

PROGRAM = """
import logging
from backend.logs import configure_logging, log_context
configure_logging("info", style={style!r})
logger = logging.getLogger("backend.example")
with log_context(request_id="abc123", job_id=None):
    logger.info("job %d: started", 7, extra={{"job_id": 7}})
try:
    raise ValueError("Kim Minji")
except ValueError:
    logger.exception("it failed")
"""


def written(style: str) -> str:
    program = PROGRAM.format(style=style)
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stderr


def test_json_lines_are_objects_with_ids() -> None:
    started, failed = map(json.loads, written("json").splitlines())

    assert (started["level"], started["message"]) == ("info", "job 7: started")
    assert (started["request_id"], started["job_id"]) == ("abc123", 7)
    assert started["time"].endswith("+00:00")
    assert "request_id" not in failed
    assert "ValueError" in failed["traceback"]


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_traceback_says_where_and_never_what(style: str) -> None:
    lines = written(style)

    assert "Kim Minji" not in lines
    assert "line 9" in lines


def test_text_lines_end_with_the_request() -> None:
    assert "job 7: started (request abc123)" in written("text")


def test_facts_hold_for_the_body_alone() -> None:
    assert current_request_id() is None
    with log_context(request_id="outer"), log_context(job_id=1):
        assert current_request_id() == "outer"
    assert current_request_id() is None
