"""Several transforms one after another, built from data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.random import Generator

from model.augment.affine_patch import AffinePatch
from model.augment.bias_field import BiasField
from model.augment.blur import Blur
from model.augment.brightness import Brightness
from model.augment.carve_mix import CarveMix
from model.augment.contrast import Contrast
from model.augment.donors import Donors
from model.augment.drop_modalities import DropModalities
from model.augment.elastic import Elastic
from model.augment.flip import Flip
from model.augment.gamma import Gamma
from model.augment.grid_elastic import GridElastic
from model.augment.low_resolution import LowResolution
from model.augment.noise import Noise
from model.augment.sample import Sample
from model.augment.transform import Transform

TRANSFORMS: Mapping[str, Any] = {
    "affine_patch": AffinePatch,
    "bias_field": BiasField,
    "blur": Blur,
    "brightness": Brightness,
    "carve_mix": CarveMix,
    "contrast": Contrast,
    "drop_modalities": DropModalities,
    "elastic": Elastic,
    "flip": Flip,
    "gamma": Gamma,
    "grid_elastic": GridElastic,
    "low_resolution": LowResolution,
    "noise": Noise,
}


@dataclass(frozen=True)
class Pipeline:
    """Apply transforms in order.

    Args:
        transforms: First to last.
    """

    transforms: tuple[Transform[Any], ...]

    def __call__(self, sample: Sample, *, rng: Generator) -> Sample:
        """Draw and apply each transform."""
        for transform in self.transforms:
            sample = transform.apply(sample, transform.draw(sample, rng=rng))
        return sample

    @property
    def after_cutting(self) -> Pipeline:
        """The same without what is done to whole cases, for what is a patch already."""
        return Pipeline(
            tuple(transform for transform in self.transforms if not isinstance(transform, AffinePatch | CarveMix))
        )


def build_pipeline(
    specifications: Sequence[Mapping[str, Any]],
    *,
    patch_shape: tuple[int, int, int],
    margin: tuple[int, int, int] = (0, 0, 0),
    donors: Sequence[Sample] = (),
) -> Pipeline:
    """Build the pipeline that a preset describes.

    Args:
        specifications: One mapping for each transform: its `name`, and its arguments.
        patch_shape: Voxels of the patches that come out; given to the transform that cuts them.
        margin: Voxels on each side of a patch that the network gives nothing for; given to the same transform.
        donors: Samples whose lesions may be pasted; given to the transform that pastes them.

    Raises:
        ValueError: If a name is unknown or an argument does not fit.
    """
    transforms = []
    for specification in specifications:
        arguments = {key: tuple(value) if isinstance(value, list) else value for key, value in specification.items()}
        name = str(arguments.pop("name", None))
        if name not in TRANSFORMS:
            raise ValueError(f"`name` of a transform must be one of {sorted(TRANSFORMS)}. Received: name={name}")
        if name == "affine_patch":
            arguments.update(shape=patch_shape, margin=margin)
        if name == "carve_mix":
            arguments["donors"] = Donors(donors)
        try:
            transforms.append(TRANSFORMS[name](**arguments))
        except TypeError as error:
            raise ValueError(f"The arguments of transform {name!r} do not fit: {error}") from error
    return Pipeline(tuple(transforms))
