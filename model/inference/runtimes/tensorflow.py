"""A network run by Keras: on TensorFlow by default, or on any other backend that is active."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model.inference.runtimes.cpu import Cpu
from model.inference.runtimes.fold import fold_batch_norm
from model.inference.runtimes.total_stride import side_multiple

if TYPE_CHECKING:
    import keras


class TensorflowRuntime:
    """Run a Keras network.

    Args:
        network: Gives logits for volumes of any shape.
        fold: Whether its batch normalisations are folded into its convolutions. Where weights still change, as between
            the validations of a training, they must not be.
    """

    def __init__(self, network: keras.Model, *, fold: bool = True) -> None:
        import keras

        self.name = str(keras.backend.backend())
        self.precision = str(network.compute_dtype)
        self.channels = int(network.inputs[0].shape[-1])
        self.multiple = side_multiple(network)
        self._run = _runner(fold_batch_norm(network) if fold else network, backend=self.name)

    def logits(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the logits `(1, x, y, z, regions)` of one volume `(1, x, y, z, channels)`.

        Raises:
            MemoryError: If the volume is too large for this machine.
        """
        return self._run(batch)


def best_policy() -> str:
    """Return the Keras dtype policy that inference is fastest in on this machine, without a loss that is seen.

    A GPU and a processor with bfloat16 instructions multiply in half precision; logits stay float32 in every case.
    """
    import keras

    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        if tf.config.list_physical_devices("GPU"):
            return "mixed_float16"
    return "mixed_bfloat16" if Cpu.read().has_bfloat16 else "float32"


def _runner(network: keras.Model, *, backend: str) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    if backend != "tensorflow":
        return lambda batch: np.asarray(network.predict_on_batch(batch), np.float32)

    import tensorflow as tf

    # One trace for every shape: with unknown sides it runs as fast, and no study waits for another trace.
    shape = (1, None, None, None, network.inputs[0].shape[-1])

    @tf.function(input_signature=[tf.TensorSpec(shape, tf.float32)])  # type: ignore[untyped-decorator]
    def traced(batch: Any) -> Any:
        return network(batch, training=False)

    def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            return np.asarray(traced(tf.constant(batch)).numpy(), np.float32)
        except tf.errors.ResourceExhaustedError as error:
            raise MemoryError("The network's activations do not fit into memory.") from error

    return run
