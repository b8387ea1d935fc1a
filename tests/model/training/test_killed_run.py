"""A training that is killed as the power fails, and goes on."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import numpy as np

from model.training.checkpoint import previous_checkpoint, read_checkpoint
from model.training.run_folder import RunFolder
from tests.model.training.conftest import Start, finish

STEPS = 16


def _step(run: RunFolder) -> int:
    arrays = read_checkpoint(run.checkpoint)
    return int(arrays["step"]) if arrays else 0


def test_a_killed_run_with_a_damaged_checkpoint_ends_bit_for_bit_where_it_would_have(
    start: Start, tmp_path: Path
) -> None:
    at = 4
    whole, killed = RunFolder(tmp_path / "whole"), RunFolder(tmp_path / "killed")
    undisturbed = start(whole.path, steps=STEPS, dropout=0.3)
    victim = start(killed.path, steps=STEPS, dropout=0.3, hold_at=at)
    while _step(killed) < at:
        assert victim.poll() is None, victim.communicate()[1][-4000:]
        time.sleep(0.02)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    assert _step(killed) == at
    assert killed.read_scores() is None

    # The newest checkpoint was being written to a failing disk: the one before it takes its place.
    content = killed.checkpoint.read_bytes()
    killed.checkpoint.write_bytes(content[: len(content) // 2])
    assert previous_checkpoint(killed.checkpoint).exists()
    assert _step(killed) == at - 1

    finish(start(killed.path, steps=STEPS, dropout=0.3))
    finish(undisturbed)
    for name in ("checkpoint", "final"):
        expected, found = read_checkpoint(getattr(whole, name)), read_checkpoint(getattr(killed, name))
        assert expected is not None
        assert found is not None
        assert expected.keys() == found.keys()
        assert any(key.startswith("random") for key in expected) == (name == "checkpoint")
        for key in expected.keys() - {"seconds"}:
            np.testing.assert_array_equal(found[key], expected[key], err_msg=f"{name} {key}")
    losses = [(event["step"], event.get("loss"), event.get("mean")) for event in whole.events()]
    assert [(event["step"], event.get("loss"), event.get("mean")) for event in killed.events()][-1] == losses[-1]
    assert [event["step"] for event in killed.events()] == [event["step"] for event in whole.events()]
