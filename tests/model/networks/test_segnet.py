from __future__ import annotations

import keras
import numpy as np
import pytest

from model.networks.layers.argmax_pooling import ArgmaxPooling2D, ArgmaxUnpooling2D
from model.networks.segnet import segnet
from tests.model.networks.parameters import trainable


@pytest.mark.parametrize(("channels", "classes", "count"), [(3, 11, 29_449_355), (4, 4, 29_445_892)])
def test_has_as_many_parameters_as_its_authors_network(channels: int, classes: int, count: int) -> None:
    assert trainable(segnet((32, 32), channels=channels, classes=classes)) == count


def test_maxima_come_back_to_where_they_were_and_nothing_else_does() -> None:
    image = np.random.default_rng(0).permutation(4 * 6 * 2).reshape(1, 4, 6, 2).astype(np.float32) + 1
    values, places = ArgmaxPooling2D()(image)
    back = np.asarray(ArgmaxUnpooling2D()((values, places)))
    blocks = image.reshape(1, 2, 2, 3, 2, 2)
    highest = blocks.max(axis=(2, 4), keepdims=True)
    assert np.array_equal(back, np.where(blocks == highest, blocks, 0).reshape(image.shape))


def test_takes_images_of_any_size_that_halves_five_times() -> None:
    network = segnet((None, None), channels=1, classes=2, filters=(2, 2, 2, 2, 2))
    assert network.output_shape == (None, None, None, 2)
    assert tuple(network(np.zeros((2, 64, 32, 1), np.float32)).shape) == (2, 64, 32, 2)
    with pytest.raises(ValueError, match="multiple of 32"):
        segnet((48, 64))


def test_learns() -> None:
    keras.utils.set_random_seed(0)
    network = segnet((32, 32), channels=1, classes=2, filters=(4, 4, 4, 4, 4))
    network.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), run_eagerly=True)
    image = np.random.default_rng(0).normal(size=(2, 32, 32, 1)).astype(np.float32)
    truth = (image[..., 0] > 0).astype(int)
    losses = [network.train_on_batch(image, truth) for _ in range(4)]
    assert losses[-1] < losses[0]
