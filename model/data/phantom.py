"""A synthetic case for people without data: four modalities and their true mask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from model.data.phantom_anatomy import draw_anatomy
from model.data.phantom_contrast import MODALITIES, draw_modality
from model.volumes.output import DEMO_DESCRIPTION, header_bytes, open_output
from model.volumes.write import write_mask

__all__ = ["write_demo_case"]


def write_demo_case(
    folder: Path,
    *,
    shape: tuple[int, int, int] = (240, 240, 155),
    spacing: tuple[float, float, float] = (1.0, 1.0, 1.0),
    seed: int = 0,
) -> dict[str, Path]:
    """Write a made-up brain with a tumour in its right hemisphere.

    Equal arguments give equal bytes. The anatomy fills the volume whatever its shape, so that small ones are quick.
    Files are stored L-P-S, as BraTS stores them.

    Args:
        folder: where to write; made if need be.
        shape: voxels along x, y, z.
        spacing: their size, mm.
        seed: of the folds, the outline of the tumour and the noise.

    Returns:
        The files written, by channel id, and the true mask as "seg".
    """
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    anatomy = draw_anatomy(shape, random=random)
    files = {}
    for modality in MODALITIES:
        files[modality] = folder / f"demo_{modality}.nii.gz"
        _write_image(draw_modality(anatomy, modality=modality, random=random), path=files[modality], spacing=spacing)
    files["seg"] = folder / "demo_seg.nii.gz"
    write_mask(anatomy.labels, like=files["flair"], path_or_fileobj=files["seg"])
    return files


def _write_image(values: NDArray[np.int16], *, path: Path, spacing: tuple[float, float, float]) -> None:
    """Write canonical values in L-P-S order, with the origin where BraTS has it."""
    affine = np.diag([-spacing[0], -spacing[1], spacing[2], 1.0])
    affine[1, 3] = spacing[1] * (values.shape[1] - 1)
    header: Any = nibabel.Nifti1Header(endianness="<")  # type: ignore[no-untyped-call]
    header.set_data_dtype(np.int16)
    header.set_data_shape(values.shape)
    header["magic"], header["vox_offset"] = header.single_magic, header.single_vox_offset
    header["scl_slope"], header["scl_inter"] = 1, 0
    header["descrip"] = DEMO_DESCRIPTION
    header.set_xyzt_units("mm")
    header.set_sform(affine, "scanner")
    header.set_qform(affine, "scanner")
    with open_output(path) as output:
        output.write(header_bytes(header))
        output.write(values[::-1, ::-1].astype("<i2").tobytes(order="F"))
