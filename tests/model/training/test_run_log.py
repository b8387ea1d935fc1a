from __future__ import annotations

import sys
from pathlib import Path

import pytest

from model.training.run_folder import RunFolder
from model.training.run_log import RunLog


def test_a_resumed_part_forgets_what_its_checkpoint_does_not_know(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    first = RunLog(run, first_step=0, events=0)
    for step in (10, 20, 30):
        first.add({"step": step, "loss": 1.0})
    first.close()
    with run.metrics.open("a", encoding="utf-8") as stream:
        stream.write('{"step": 40, "lo')
    assert [event["step"] for event in run.events()] == [10, 20, 30]

    second = RunLog(run, first_step=20, events=2)
    second.add({"step": 30, "loss": 2.0})
    second.close()
    assert [(event["step"], event["loss"]) for event in run.events()] == [(10, 1.0), (20, 1.0), (30, 2.0)]
    assert second.count == 3


def test_tensorboard_shows_losses_and_validations_of_the_part_that_counts(tmp_path: Path) -> None:
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    run = RunFolder(tmp_path)
    for part, first_step in (("first", 0), ("second", 20)):
        log = RunLog(run, first_step=first_step, events=0)
        log.add({"step": first_step + 10, "loss": float(len(part)), "learning_rate": 0.5})
        log.add({"step": first_step + 20, "mean": {"WT": 0.25}, "validation": {}})
        log.close()
        (path,) = [each for each in run.tensorboard.iterdir() if "done" not in each.name]
        path.rename(path.with_name(f"done-{first_step}-{path.name}"))
    events = accumulator.EventAccumulator(str(sorted(run.tensorboard.iterdir())[0]))
    events.Reload()
    assert set(events.Tags()["scalars"]) == {"loss", "learning_rate", "validation/WT"}
    assert [(event.step, event.value) for event in events.Scalars("validation/WT")] == [(20, 0.25)]


def test_a_run_needs_neither_tensorboard_nor_matplotlib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tensorboard.compat.proto.event_pb2", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)
    run = RunFolder(tmp_path)
    log = RunLog(run, first_step=0, events=0)
    log.add({"step": 10, "loss": 1.0})
    log.close()
    assert run.events() == [{"step": 10, "loss": 1.0}]
    assert not run.curve.exists()
