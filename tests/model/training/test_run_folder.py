from __future__ import annotations

from pathlib import Path

import pytest

from model.training.run_folder import RunFolder


def test_keeps_the_configuration_with_versions_and_date(tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    run.start({"task": "brain-tumour", "budget": "5"})
    config = run.read_config()
    assert config["task"] == "brain-tumour"
    assert "numpy" in config["versions"]
    assert "started" in config


def test_refuses_to_start_twice(tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    run.start({})
    with pytest.raises(FileExistsError, match="already holds a run"):
        run.start({})


def test_a_folder_without_a_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no run"):
        RunFolder(tmp_path).read_config()


def test_logs_measurements_in_order(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    assert run.events() == []
    run.log({"step": 1})
    run.log({"step": 2})
    assert run.events() == [{"step": 1}, {"step": 2}]
