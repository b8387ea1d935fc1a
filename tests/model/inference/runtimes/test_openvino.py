from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("openvino")

from model.errors import ModelUnavailable
from model.inference.runtimes.openvino import OpenVinoRuntime
from model.inference.runtimes.openvino_cache import find_or_export
from model.inference.runtimes.spec import NetworkSpec
from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.weights.store import read_weights, write_weights


def _same(found: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5 * np.abs(expected).max())


def test_gives_what_tensorflow_gives_for_any_shape(spec: NetworkSpec, graph_folder: Path, batch: np.ndarray) -> None:
    runtime = OpenVinoRuntime(spec, folder=graph_folder, precision="float32")
    reference = TensorflowRuntime(spec.build())
    for volume in (batch, batch[:, :4], np.concatenate([batch, batch], axis=2), batch):
        _same(runtime.logits(volume), reference.logits(volume))
    assert (runtime.channels, runtime.multiple) == (reference.channels, reference.multiple)


def test_a_result_is_not_written_over_by_the_next(spec: NetworkSpec, graph_folder: Path, batch: np.ndarray) -> None:
    runtime = OpenVinoRuntime(spec, folder=graph_folder)
    first = runtime.logits(batch)
    kept = first.copy()
    runtime.logits(2 * batch)
    np.testing.assert_array_equal(first, kept)


def test_a_network_with_a_stem_is_the_same_too(
    make_spec: Callable[..., NetworkSpec], graph_folder: Path, batch: np.ndarray
) -> None:
    spec = make_spec(stem=2, filters=[4, 8])
    runtime = OpenVinoRuntime(spec, folder=graph_folder, precision="float32")
    _same(runtime.logits(batch), TensorflowRuntime(spec.build()).logits(batch))


def test_is_exported_once(spec: NetworkSpec, graph_folder: Path) -> None:
    first = find_or_export(spec, folder=graph_folder)
    written = first.path.stat().st_mtime_ns
    assert find_or_export(spec, folder=graph_folder) == first
    assert first.path.stat().st_mtime_ns == written


@pytest.mark.parametrize("name", ["network.xml", "network.bin", "manifest.json"])
def test_a_damaged_export_is_made_anew(spec: NetworkSpec, graph_folder: Path, batch: np.ndarray, name: str) -> None:
    path = find_or_export(spec, folder=graph_folder).path.with_name(name)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    OpenVinoRuntime(spec, folder=graph_folder).logits(batch)
    assert path.read_bytes() == whole


def test_damaged_weights_are_refused_although_the_export_is_whole(
    make_spec: Callable[..., NetworkSpec], graph_folder: Path
) -> None:
    spec = make_spec()
    OpenVinoRuntime(spec, folder=graph_folder)
    spec.weights.write_bytes(spec.weights.read_bytes()[:-100])
    with pytest.raises(ModelUnavailable, match="damaged"):
        OpenVinoRuntime(spec, folder=graph_folder)


def test_a_folder_that_cannot_be_written_is_said(spec: NetworkSpec, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelUnavailable, match="cannot be written"):
        find_or_export(spec, folder=tmp_path / "file" / "graphs")


def test_neither_exporting_nor_running_needs_tensorflow(spec: NetworkSpec, tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
import numpy as np
# What would import TensorFlow, here or in the process that exports, fails.
from model.inference.runtimes.openvino import OpenVinoRuntime
from model.inference.runtimes.spec import NetworkSpec
runtime = OpenVinoRuntime(NetworkSpec.from_json(sys.argv[1]), folder=Path(sys.argv[2]))
runtime.logits(np.zeros((1, 4, 4, 4, 3), np.float32))
loaded = {"tensorflow", "keras", "jax", "torch"} & set(sys.modules)
assert not loaded, loaded
assert not any(name.startswith("openvino_telemetry.") for name in sys.modules)
"""
    hidden = tmp_path / "hidden" / "tensorflow"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('TensorFlow was imported')\n")
    subprocess.run(
        [sys.executable, "-c", program, spec.to_json(), str(tmp_path / "graphs")],
        check=True,
        cwd=Path(__file__).parents[4],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(hidden.parent)},
    )


def test_several_networks_in_one_file_are_averaged(
    make_spec: Callable[..., NetworkSpec], graph_folder: Path, batch: np.ndarray, tmp_path: Path
) -> None:
    values = read_weights((one := make_spec()).weights, sha256=one.sha256)
    other = [1.2 * value for value in values]
    path = tmp_path / "two.npz"
    spec = replace(one, weights=path, sha256=write_weights(path, [*values, *other]), members=2)
    second = tmp_path / "second.npz"
    alone = [one, replace(one, weights=second, sha256=write_weights(second, other))]

    expected = np.mean([TensorflowRuntime(each.build()).logits(batch) for each in alone], axis=0)

    assert not np.allclose(TensorflowRuntime(one.build()).logits(batch), expected, rtol=0.01)
    _same(TensorflowRuntime(spec.build()).logits(batch), expected)
    _same(OpenVinoRuntime(spec, folder=graph_folder, precision="float32").logits(batch), expected)


def test_a_file_that_does_not_hold_as_many_networks_is_refused(spec: NetworkSpec) -> None:
    for members in (0, 1000):
        with pytest.raises(ModelUnavailable, match="does not hold"):
            replace(spec, members=members).build()
