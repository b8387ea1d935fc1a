"""Run one of this package's programs in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from model.errors import ModelUnavailable

_ROOT = Path(__file__).parents[3]
_SECONDS = 300.0


def run_child(program: str, arguments: Sequence[str], *, given: str, environment: Mapping[str, str]) -> str:
    """Return what a program wrote.

    Args:
        program: A module in this package.
        arguments: On its command line.
        given: On its stdin.
        environment: Variables to set beside those of this process.

    Raises:
        ModelUnavailable: If it fails, with the last line that it said, or does not end.
    """
    path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"{__package__}.{program}", *arguments],
            input=given,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": path, "TF_CPP_MIN_LOG_LEVEL": "3", **environment},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ModelUnavailable(f"The program {program} did not end: {error}") from error
    if done.returncode:
        said = (done.stderr.strip() or f"status {done.returncode}").splitlines()[-1]
        raise ModelUnavailable(said)
    return done.stdout
