"""Measure in a process of its own, whose memory is then that of what is measured alone."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 3600.0


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a process said.

    Args:
        seconds: Of the fastest pass.
        cpu_seconds: That all cores worked for it. On a machine that others use too, this says more.
        peak_mib: The most memory that the process held, MiB.
        parameters: Of the network; 0 where it does not say.
    """

    seconds: float
    cpu_seconds: float
    peak_mib: float
    parameters: int = 0


def run(command: Sequence[str], *, given: str = "") -> Measured | str:
    """Return what a program measured, or why it did not.

    Args:
        command: The program; its last line is JSON.
        given: On its stdin.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return f"not done after {SECONDS:.0f} s"
    if done.returncode:
        return (done.stderr.strip() or f"status {done.returncode}").splitlines()[-1]
    return Measured(**json.loads(done.stdout.splitlines()[-1]))
