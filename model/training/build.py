"""The network, its optimizer and its average, before the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.losses.registry import get_loss
from model.tasks.card import TaskCard
from model.training.deep_supervision import loss_weights, supervise_deeply
from model.training.ema import AveragedWeights
from model.training.optimizers import build_optimizer
from model.training.preset import Preset

if TYPE_CHECKING:
    import keras

__all__ = ["build_for_judging", "build_for_training", "check_fit"]


def build_for_training(task: TaskCard, *, preset: Preset) -> tuple[keras.Model, AveragedWeights]:
    """Build and compile the network of a task as a preset asks for it.

    Args:
        task: Names the network.
        preset: Decides its precision, its first weights and its optimizer.

    Returns:
        The network, with an optimizer that is built and an output for each resolution that has a loss of its own, and
        the average of the weights that the network has in use.
    """
    import keras

    from model.networks.layers.softmax_regions import before_softmax
    from model.networks.registry import build_network

    keras.utils.set_random_seed(preset.seed)
    keras.config.set_dtype_policy(preset.precision)
    try:
        used = build_network(task.network.name, shape=preset.patch_shape, **task.network.arguments)
        network = supervise_deeply(before_softmax(used), levels=preset.supervised_levels)
    finally:
        keras.config.set_dtype_policy("float32")
    optimizer = build_optimizer(preset.optimizer, learning_rate=preset.learning_rate)
    # TensorFlow's XLA takes longer to compile 3D convolutions on a CPU than a short run lasts; JAX has nothing else.
    network.compile(
        optimizer=optimizer,
        loss=[get_loss(preset.loss)] * len(network.outputs),
        loss_weights=loss_weights(preset.supervised_levels),
        jit_compile=keras.backend.backend() == "jax",
    )
    optimizer.build(network.trainable_variables)
    return network, AveragedWeights(used, momentum=preset.ema_momentum)


def build_for_judging(task: TaskCard) -> keras.Model:
    """Build the network of a task in float32, for volumes of any shape."""
    from model.networks.registry import build_network

    return build_network(task.network.name, shape=(None, None, None), **task.network.arguments)


def check_fit(task: TaskCard, *, preset: Preset) -> None:
    """Refuse a network that cannot be trained for a task with a recipe, before anything is written.

    Args:
        task: As the recipe adapts it.
        preset: The recipe.

    Raises:
        ValueError: If they do not go together; says why.
    """
    from model.networks.fit import check_pair, fit_patch
    from model.networks.registry import build_network

    name = task.network.name
    check_pair(name, task=task, softmax=preset.has_softmax)
    if preset.patch_shape[2] == 1:
        fit_patch(name, patch=preset.patch_shape)
    patch = " x ".join(map(str, preset.patch_shape))
    try:
        network = build_network(name, shape=preset.patch_shape, **task.network.arguments)
    except ValueError as error:
        raise ValueError(f"{name} cannot read the recipe's patches of {patch} voxels: {error}") from error
    expected = tuple(size - 2 * lost for size, lost in zip(preset.patch_shape, preset.margin, strict=True))
    given = tuple(network.output_shape[1:4])
    if given != expected:
        raise ValueError(
            f"{name} gives {' x '.join(map(str, given))} voxels of the recipe's patches of {patch}, and the recipe's "
            f"`margin` {list(preset.margin)} leaves {' x '.join(map(str, expected))}."
        )
