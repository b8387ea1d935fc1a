from __future__ import annotations

import pytest

from model.training.optimizers import OPTIMIZERS, build_optimizer


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_builds_by_name_with_the_rate_of_the_recipe(name: str) -> None:
    optimizer = build_optimizer({"name": name, "global_clipnorm": 3.0}, learning_rate=0.25)
    assert float(optimizer.learning_rate) == 0.25
    assert optimizer.global_clipnorm == 3.0
    assert type(optimizer).__name__.lower() == name


def test_passes_its_arguments_on() -> None:
    optimizer = build_optimizer({"name": "adam", "beta_1": 0.5, "epsilon": 1e-3}, learning_rate=0.1)
    assert (optimizer.beta_1, optimizer.epsilon) == (0.5, 1e-3)


def test_refuses_an_unknown_name() -> None:
    with pytest.raises(ValueError, match="must be one of"):
        build_optimizer({"name": "hope"}, learning_rate=0.1)


def test_refuses_an_argument_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="'sgd' do not fit"):
        build_optimizer({"name": "sgd", "beta_1": 0.9}, learning_rate=0.1)
