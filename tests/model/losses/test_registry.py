from __future__ import annotations

import importlib

import pytest

from model.losses.registry import LOSSES, get_loss


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss_is_a_function_of_its_module(name: str) -> None:
    assert get_loss(name) is getattr(importlib.import_module(f"model.losses.{name}"), name)


def test_refuses_an_unknown_name() -> None:
    with pytest.raises(ValueError, match="must be one of"):
        get_loss("no_such_loss")
