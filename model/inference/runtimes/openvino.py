"""A network run by OpenVINO on the processor, without TensorFlow or Keras."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.inference.runtimes.cpu import Cpu
from model.inference.runtimes.openvino_cache import find_or_export
from model.inference.runtimes.openvino_import import import_openvino
from model.inference.runtimes.spec import NetworkSpec

_KEPT_SHAPES = 2
_KEPT_VOXELS = 1_000_000
"""Compiled for larger shapes, a network is dropped after use: its activations stay allocated as long as it lives."""


class OpenVinoRuntime:
    """Run a network that was exported to OpenVINO.

    It is compiled for one shape at a time, which takes a quarter of a second: with a shape that may vary it would run
    several times slower.

    Args:
        spec: The network.
        folder: Where its graph is kept, or exported to.
        precision: `float32` or `bfloat16`; None takes bfloat16 where the processor multiplies it.

    Raises:
        ModelUnavailable: If OpenVINO is not installed, or the network cannot be exported.
    """

    name = "openvino"

    def __init__(self, spec: NetworkSpec, *, folder: Path, precision: str | None = None) -> None:
        openvino = import_openvino()
        spec.check()
        graph = find_or_export(spec, folder=folder)
        self.channels = graph.channels
        self.multiple = graph.multiple
        self._core = openvino.Core()
        able = Cpu.read().has_bfloat16 and "BF16" in self._core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self.precision = precision or ("bfloat16" if able else "float32")
        self._graph = self._core.read_model(graph.path)
        self._requests: OrderedDict[tuple[int, ...], Any] = OrderedDict()

    def logits(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the logits `(1, x, y, z, regions)` of one volume `(1, x, y, z, channels)`.

        Raises:
            MemoryError: If the volume is too large for this machine.
        """
        try:
            request = self._request(batch.shape)
            # A copy, because the request writes its next result to the same place.
            return np.array(request.infer({0: np.ascontiguousarray(batch)})[0], np.float32)
        except RuntimeError as error:
            if "alloc" in str(error):
                raise MemoryError("The network's activations do not fit into memory.") from error
            raise

    def _request(self, shape: tuple[int, ...]) -> Any:
        if shape in self._requests:
            self._requests.move_to_end(shape)
            return self._requests[shape]
        graph = self._graph.clone()
        graph.reshape(list(shape))
        options = {
            "INFERENCE_PRECISION_HINT": {"bfloat16": "bf16", "float32": "f32"}[self.precision],
            "PERFORMANCE_HINT": "LATENCY",
            # Jobs of several processes would otherwise sit on the same cores.
            "ENABLE_CPU_PINNING": False,
        }
        request = self._core.compile_model(graph, "CPU", options).create_infer_request()
        if int(np.prod(shape[1:4])) <= _KEPT_VOXELS:
            self._requests[shape] = request
            if len(self._requests) > _KEPT_SHAPES:
                self._requests.popitem(last=False)
        return request
