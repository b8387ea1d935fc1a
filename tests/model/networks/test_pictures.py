"""Pictures of networks, against what is known of the networks."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from model.networks.anatomy import Step, dissect
from model.networks.pictures import picture_of
from model.networks.registry import NETWORKS, build_network
from model.networks.unet import unet

DOCS = Path(__file__).parents[3] / "docs"


def test_the_anatomy_of_the_u_net_is_that_of_its_papers_figure() -> None:
    anatomy = dissect(unet())
    assert [(stage.level, stage.rising) for stage in anatomy.stages] == [
        *((level, False) for level in range(5)),
        *((level, True) for level in (3, 2, 1, 0)),
    ]
    assert [step.sizes[0] for step in anatomy.stages[0].steps] == [572, 570, 568]
    assert [step.channels for step in anatomy.stages[-1].steps] == [64, 128, 64, 64, 2]
    assert anatomy.stages[-1].steps[-1] == Step(sizes=(388, 388), channels=2)
    assert anatomy.skips == {0, 1, 2, 3}
    assert anatomy.parameters == 31_030_658


def test_unpooling_is_told_from_where_values_came() -> None:
    entry = NETWORKS["segnet"]
    anatomy = dissect(build_network("segnet", shape=(64, 64), **entry.arguments))
    assert anatomy.skips == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_the_picture_in_the_documents_is_that_of_the_network(name: str) -> None:
    assert (DOCS / "networks" / f"{name}.svg").read_text(encoding="utf-8") == picture_of(name), (
        "Draw them again: neuroslice networks --pictures docs/networks"
    )


def test_no_text_or_bar_lies_beyond_a_pictures_edge() -> None:
    for path in (DOCS / "networks").glob("*.svg"):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        for element in root.iter():
            left = float(element.get("x", 0.0)) + float(element.get("width", 0.0))
            below = float(element.get("y", 0.0)) + float(element.get("height", 0.0))
            assert 0 <= left <= width, (path.name, element.attrib)
            assert 0 <= below <= height, (path.name, element.attrib)


def test_the_document_shows_every_picture_and_none_that_is_missing() -> None:
    shown = re.findall(r"\(networks/(\w+)\.svg\)", (DOCS / "networks.md").read_text(encoding="utf-8"))
    assert set(shown) <= {path.stem for path in (DOCS / "networks").glob("*.svg")}
    assert set(NETWORKS) - {"report2024_unet3d"} <= set(shown)


def test_the_documents_table_counts_the_parameters_that_the_pictures_do() -> None:
    lines = (DOCS / "networks.md").read_text(encoding="utf-8").splitlines()
    counted = {match[1]: match[2] for line in lines if (match := re.match(r"\| `(\w+)` \|[^|]*\| ([\d,]{7,})", line))}
    drawn = {
        name: re.findall(
            r"([\d,]+) trainable parameters", (DOCS / "networks" / f"{name}.svg").read_text(encoding="utf-8")
        )
        for name in counted
    }
    assert set(counted) == set(NETWORKS) - {"report2024_unet3d"}
    assert drawn == {name: [number] for name, number in counted.items()}
