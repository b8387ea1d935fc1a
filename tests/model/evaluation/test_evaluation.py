from __future__ import annotations

import json

import pytest

from model.evaluation.evaluation import Evaluation


def test_survives_json(evaluation: Evaluation) -> None:
    text = json.dumps(evaluation.to_dict())
    assert json.dumps(Evaluation.from_dict(json.loads(text)).to_dict()) == text


def test_json_has_the_summary_of_every_metric_and_says_what_it_means(evaluation: Evaluation) -> None:
    values = evaluation.to_dict()
    summary = values["models"][0]["summary"]
    assert summary["WT"]["dice"]["mean"] == pytest.approx(0.7)
    assert summary["ET"]["dice"]["median"] == pytest.approx(0.8)
    assert set(summary["TC"]) == {"dice", "iou", "hd95", "sensitivity", "specificity", "precision", "lesion_dice"}
    assert "pooled" in values["definitions"]["hd95"]


@pytest.mark.parametrize("values", [{}, [], {"task": "t", "models": [{"name": "m"}]}, {"task": "t", "models": [3]}])
def test_other_values_are_refused(values: object) -> None:
    with pytest.raises(ValueError, match="must be those of an evaluation"):
        Evaluation.from_dict(values)  # type: ignore[arg-type]
