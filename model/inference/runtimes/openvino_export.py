"""Write a network as an OpenVINO graph: `python -m model.inference.runtimes.openvino_export FOLDER < SPEC`.

This runs in a process of its own, with Keras on its OpenVINO backend, so that neither it nor who started it needs
TensorFlow, and who started it not even Keras.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import numpy as np

from model.errors import ModelUnavailable
from model.inference.runtimes.fold import fold_batch_norm
from model.inference.runtimes.openvino_files import CONSTANTS, GRAPH, MANIFEST
from model.inference.runtimes.openvino_graph import translate
from model.inference.runtimes.openvino_import import import_openvino
from model.inference.runtimes.spec import NetworkSpec
from model.inference.runtimes.total_stride import total_stride

_CLOSE = 1e-3
"""Of the largest logit: how far the graph may be from Keras on noise, in float32."""


def export(spec: NetworkSpec, *, folder: Path) -> None:
    """Write graph, constants and manifest of a network into a folder.

    Args:
        spec: The network; Keras must run on a backend by now.
        folder: Is there, and empty.

    Raises:
        ModelUnavailable: If a layer is not known, or the graph does not compute what Keras does.
    """
    openvino = import_openvino()
    network = spec.build()
    multiple = total_stride(network)
    graph = translate(fold_batch_norm(network))
    _compare(graph, spec=spec, side=2 * multiple, channels=int(network.inputs[0].shape[-1]))
    openvino.save_model(graph, folder / GRAPH, compress_to_fp16=False)
    manifest = {
        "channels": int(network.inputs[0].shape[-1]),
        "multiple": multiple,
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (GRAPH, CONSTANTS)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _compare(graph: object, *, spec: NetworkSpec, side: int, channels: int) -> None:
    """Run graph and Keras on noise; no mask may come from a graph that is not the network."""
    import keras

    core = import_openvino().Core()
    noise = np.random.default_rng(0).normal(size=(1, side, side, side, channels)).astype(np.float32)
    compiled = core.compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    found = compiled(noise)[0]
    # Keras on OpenVINO needs to know the shape.
    expected = keras.ops.convert_to_numpy(spec.build(shape=(side, side, side))(noise, training=False))
    difference = float(np.abs(found - expected).max())
    if not difference <= _CLOSE * max(1.0, float(np.abs(expected).max())):
        raise ModelUnavailable(f"OpenVINO computes {spec.name} wrongly: a logit differs by {difference:.3g}.")


def main() -> int:
    """Export the network that stdin names; say on stderr what failed."""
    os.umask(0o077)
    try:
        export(NetworkSpec.from_json(sys.stdin.read()), folder=Path(sys.argv[1]))
    except ModelUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
