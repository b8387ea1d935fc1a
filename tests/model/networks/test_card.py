from __future__ import annotations

from pathlib import Path

import pytest

from model.networks.card import read_entry


def test_a_card_names_shape_arguments_and_source(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("shape: [8, 16]\nsource: a paper\narguments: {channels: 2}\n", encoding="utf-8")
    entry = read_entry(path)
    assert (entry.name, entry.shape, entry.dimensions, entry.arguments) == ("mine", (8, 16), 2, {"channels": 2})
    assert entry.output == "classes"


@pytest.mark.parametrize("text", ["shape: [8, 16]\n", "shape: [8]\nsource: a\n", "shape: [8, 8]\nsource: a\nname: b\n"])
def test_refuses_a_card_that_lacks_something_or_holds_something_else(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine\.yaml"):
        read_entry(path)
