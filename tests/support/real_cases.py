"""The labelled volumes beside the checkout, where there are any."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[2]


def packed_cases() -> Path | None:
    """Find the packed BraTS cases."""
    return next((folder for folder in _data_folders("brats") if (folder / "unpack.py").is_file()), None)


def real_data(name: str) -> Path:
    """Find a folder of real data; skip the test where it is not there."""
    found = next((folder for folder in _data_folders(name) if folder.is_dir()), None)
    if found is None:
        pytest.skip(f"no real data beside the checkout (shared/data/{name})")
    return found


def _data_folders(name: str) -> list[Path]:
    beside = os.environ.get("NEUROSLICE_SHARED")
    roots = [Path(beside)] if beside else [parent / "shared" for parent in _CHECKOUT.parents]
    return [root / "data" / name for root in roots]


def unpack_cases(*names: str, to: Path) -> None:
    """Write the volumes and masks of some cases as NIfTI files; skip the test where they are not there."""
    packed = packed_cases()
    if packed is None:
        pytest.skip("no labelled volumes beside the checkout (shared/data/brats)")
    pytest.importorskip("imagecodecs", reason="imagecodecs, which unpacks the volumes, is not installed")
    command = [sys.executable, str(packed / "unpack.py"), str(to), "--cases", *names]
    subprocess.run(command, check=True, capture_output=True)
