"""One step on one device, or the same step shared by several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Protocol

from model.training.batches import Batch
from model.training.deep_supervision import truths

if TYPE_CHECKING:
    import keras

__all__ = ["Replicas", "find_replicas"]


class Replicas(Protocol):
    """Devices that train one network together."""

    def active(self) -> AbstractContextManager[object]:
        """Make networks that are built inside live on all devices; what is built outside lives on one."""
        ...

    def step(self, network: keras.Model, batch: Batch) -> float:
        """Take a step on a batch and return its loss."""
        ...


def find_replicas(count: int, *, batch_size: int) -> Replicas:
    """Find devices to train on.

    Args:
        count: Devices; 1 leaves the choice to the backend.
        batch_size: Patches in a batch, shared out evenly.

    Raises:
        ValueError: If there are fewer devices, the batch cannot be shared out, or the backend is PyTorch.
    """
    if count == 1:
        return _OneDevice()
    if count < 1 or batch_size % count:
        raise ValueError(f"`batch_size` must be a multiple of the devices, {count}. Received: {batch_size}")
    import keras

    backend = keras.backend.backend()
    if backend == "jax":
        return _JaxDevices(count)
    if backend == "tensorflow":
        return _TensorflowDevices(count)
    raise ValueError(
        f"Training on several devices needs KERAS_BACKEND=jax or tensorflow. Received: {backend}; use one device."
    )


class _OneDevice:
    """Whatever device the backend chooses."""

    def active(self) -> AbstractContextManager[object]:
        """Change nothing."""
        return nullcontext()

    def step(self, network: keras.Model, batch: Batch) -> float:
        """Take a step and return the loss."""
        return _loss(network, batch)


class _JaxDevices:
    """The batch is one array that lies on all devices: the loss is that of the whole batch."""

    def __init__(self, count: int) -> None:
        import keras

        devices = keras.distribution.list_devices()
        _check_count(count, found=len(devices))
        self._distribution = keras.distribution.DataParallel(devices=devices[:count], auto_shard_dataset=False)

    @contextmanager
    def active(self) -> Iterator[None]:
        """Copy every weight to all devices."""
        import keras

        before = keras.distribution.distribution()
        keras.distribution.set_distribution(self._distribution)
        try:
            yield
        finally:
            keras.distribution.set_distribution(before)

    def step(self, network: keras.Model, batch: Batch) -> float:
        """Take a step and return the loss; inside, Keras shares the batch out."""
        with self.active():
            return _loss(network, batch)


class _TensorflowDevices:
    """Each device computes the loss of its part of the batch; the gradients are averaged."""

    def __init__(self, count: int) -> None:
        import tensorflow

        kind = "GPU" if tensorflow.config.list_logical_devices("GPU") else "CPU"
        names = [device.name for device in tensorflow.config.list_logical_devices(kind)]
        _check_count(count, found=len(names))
        self._strategy = tensorflow.distribute.MirroredStrategy(names[:count])

    def active(self) -> AbstractContextManager[object]:
        """Mirror every weight on all devices."""
        scope: AbstractContextManager[object] = self._strategy.scope()
        return scope

    def step(self, network: keras.Model, batch: Batch) -> float:
        """Take a step and return the mean loss of the parts."""
        share = len(batch.image) // self._strategy.num_replicas_in_sync

        def parts(array: Any) -> Any:
            def part(context: Any) -> Any:
                start = context.replica_id_in_sync_group * share
                return array[start : start + share]

            return self._strategy.experimental_distribute_values_from_function(part)

        # `train_on_batch` would give the whole batch to every device.
        network.make_train_function()
        network.reset_metrics()
        truth = truths(batch.truth, network=network)
        targets = [parts(each) for each in truth] if isinstance(truth, list) else parts(truth)
        logs = network.train_function(iter([(parts(batch.image), targets)]))
        return float(logs["loss"])


def _loss(network: keras.Model, batch: Batch) -> float:
    """Take a step and return the loss, that of all outputs together."""
    logs = network.train_on_batch(batch.image, truths(batch.truth, network=network), return_dict=True)
    return float(logs["loss"])


def _check_count(count: int, *, found: int) -> None:
    if found < count:
        raise ValueError(f"`devices` must be at most the number of devices here, {found}. Received: {count}")
