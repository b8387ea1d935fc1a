from __future__ import annotations

from model.weights.sources import describe_sources


def test_counts_cases_by_the_start_of_their_names() -> None:
    described = describe_sources(["BraTS-SSA-00001-000", "BraTS2021_1", "BraTS2021_2", "BraTS20_Training_1"])
    assert {source["name"]: source["cases"] for source in described} == {
        "BraTS-Africa": 1,
        "RSNA-ASNR-MICCAI BraTS 2021": 2,
        "MICCAI BraTS 2020": 1,
    }


def test_names_the_source_of_lesion_cubes_beside_that_of_whole_cases() -> None:
    described = describe_sources(["BraTS20_Training_1"], cube_patients=40)
    assert [source["cases"] for source in described] == [1, 40]
    assert "lesion cubes" in described[1]["name"]
    assert described[0]["citation"] == described[1]["citation"]


def test_does_not_hide_cases_of_unknown_origin() -> None:
    assert describe_sources(["mine_1"]) == [{"name": "other", "licence": "unknown", "citation": "", "cases": 1}]
