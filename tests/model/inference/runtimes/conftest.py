"""Networks small enough to export and run in a test, with statistics as training leaves them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.inference.runtimes.spec import NetworkSpec
from model.networks.registry import build_network
from model.weights.store import write_weights

ARGUMENTS = {"channels": 3, "regions": 2, "filters": [4, 8, 8]}


def trained_like(network: Any) -> list[np.ndarray]:
    """Draw weights for every array of a network; variances are positive."""
    rng = np.random.default_rng(1)
    values = []
    for weight in network.weights:
        drawn = rng.normal(size=weight.shape).astype(np.float32)
        values.append(np.abs(drawn) + 0.1 if "variance" in weight.path else 0.5 * drawn)
    return values


@pytest.fixture(scope="session")
def make_spec(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., NetworkSpec]:
    """Write weights for the network of the product with other arguments."""

    def make(**arguments: Any) -> NetworkSpec:
        arguments = {**ARGUMENTS, **arguments}
        network = build_network("multimodal_unet3d", shape=(None, None, None), **arguments)
        path: Path = tmp_path_factory.mktemp("weights") / "small.npz"
        write_weights(path, trained_like(network))
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        return NetworkSpec(name="multimodal_unet3d", arguments=arguments, weights=path, sha256=sha256)

    return make


@pytest.fixture(scope="session")
def spec(make_spec: Callable[..., NetworkSpec]) -> NetworkSpec:
    """Give a network of three resolutions."""
    return make_spec()


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one folder for all exported graphs, so that each is exported once."""
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture
def batch() -> np.ndarray:
    """Give noise in a shape that is not a cube."""
    return np.random.default_rng(0).normal(size=(1, 8, 16, 12, 3)).astype(np.float32)
