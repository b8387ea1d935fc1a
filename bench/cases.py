"""The volumes that are measured: a real case where the labelled data lie beside the checkout, else the phantom."""

from __future__ import annotations

from pathlib import Path

from model.data.phantom import write_demo_case
from tests.support.product import CHANNELS, case_files

REAL_CASE = Path(__file__).parents[2] / "shared/data/brats/test/BraTS2021_00002"


def find_or_make(folder: Path) -> dict[str, Path]:
    """Return the four files of a 240x240x155 case by channel, and print which one it is."""
    if REAL_CASE.is_dir():
        print(f"case: {REAL_CASE.name}, 240x240x155 x4")
        return case_files(REAL_CASE)
    write_demo_case(folder)
    print("case: the phantom of `neuroslice demo-case`, 240x240x155 x4")
    return {channel: folder / f"demo_{channel}.nii.gz" for channel in CHANNELS}
