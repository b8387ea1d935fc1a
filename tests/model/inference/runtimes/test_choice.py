from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from model.errors import ModelUnavailable
from model.inference.runtimes import RUNTIMES, load_runtime
from model.inference.runtimes.choice import choose
from model.inference.runtimes.machine import describe, fingerprint
from model.inference.runtimes.make import NAMES, installed
from model.inference.runtimes.spec import NetworkSpec


def test_measures_what_is_installed_once_and_keeps_the_answer(spec: NetworkSpec, tmp_path: Path) -> None:
    if len(installed()) < 2:
        pytest.skip("only one runtime is installed")
    chosen = choose(spec, folder=tmp_path)
    (path,) = tmp_path.glob("choice-*.json")
    record = json.loads(path.read_text())
    assert record["runtime"] == chosen
    assert set(record["seconds"]) == set(NAMES)
    assert all(seconds > 0 for seconds in record["seconds"].values())

    # Another process finds the answer, whatever it would measure itself.
    other = next(name for name in NAMES if name != chosen)
    path.write_text(json.dumps({**record, "runtime": other}))
    assert choose(spec, folder=tmp_path) == other
    assert load_runtime(spec, folder=tmp_path).name == other


def test_an_answer_holds_for_this_machine_these_packages_and_these_weights(spec: NetworkSpec) -> None:
    description = describe(spec)
    other_weights = describe(dataclasses.replace(spec, sha256="0" * 64))
    assert description["cpu"]
    assert "keras" in description["packages"]
    assert fingerprint(description) == fingerprint(describe(spec))
    assert fingerprint(description) != fingerprint(other_weights)
    assert fingerprint(description) != fingerprint({**description, "cpu": "another"})


def test_damaged_weights_are_refused_before_anything_is_measured(spec: NetworkSpec, tmp_path: Path) -> None:
    damaged = dataclasses.replace(spec, sha256="0" * 64)
    with pytest.raises(ModelUnavailable, match="damaged"):
        load_runtime(damaged, folder=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_runtime_can_be_forced(spec: NetworkSpec, graph_folder: Path, name: str) -> None:
    if name not in installed():
        pytest.skip(f"{name} is not installed")
    assert load_runtime(spec, choice=name, folder=graph_folder.parent / "forced").name == name


def test_an_unknown_runtime_is_refused(spec: NetworkSpec, tmp_path: Path) -> None:
    assert RUNTIMES[0] == "auto"
    with pytest.raises(ValueError, match="Received: choice=onnx"):
        load_runtime(spec, choice="onnx", folder=tmp_path)
