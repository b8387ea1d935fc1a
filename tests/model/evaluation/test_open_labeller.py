from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from model.errors import ModelUnavailable
from model.evaluation.labeller import Labelled
from model.evaluation.mask_labeller import MaskLabeller
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.open_labeller import distinct_names, open_labeller
from model.evaluation.study import Study
from model.tasks.card import TaskCard


@dataclass(frozen=True)
class Named:
    """A labeller of which only the name matters."""

    name: str
    description: str = ""
    takes_any_channels: bool = False

    def label(self, study: Study) -> Labelled:
        raise NotImplementedError


def test_without_a_folder_the_shipped_weights_are_meant(brain_tumour: TaskCard) -> None:
    labeller = open_labeller(brain_tumour)
    assert isinstance(labeller, NetworkLabeller)
    assert labeller.name in labeller.description


def test_a_folder_of_volumes_holds_masks(brain_tumour: TaskCard, tmp_path: Path) -> None:
    (tmp_path / "case.nii.gz").touch()
    assert isinstance(open_labeller(brain_tumour, folder=tmp_path), MaskLabeller)


def test_a_folder_of_neither_is_refused(brain_tumour: TaskCard, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="holds neither weights"):
        open_labeller(brain_tumour, folder=tmp_path)


def test_equal_names_are_told_apart_by_their_folders() -> None:
    labellers = [Named("unet 1.0"), Named("unet 1.0"), Named("other")]
    names = distinct_names(labellers, folders=[None, Path("runs/second"), Path("masks")])
    assert names == ("unet 1.0 (shipped)", "unet 1.0 (second)", "other")


def test_the_same_folder_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="must be given once"):
        distinct_names([Named("unet 1.0")] * 2, folders=[Path("a"), Path("a")])
