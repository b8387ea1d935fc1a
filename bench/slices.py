"""Slice PNGs under load, beside Orthanc's previews of the same slices in the same run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench import load, orthanc
from model.volumes.read import read_volume
from model.volumes.slices import take_slice
from tests.support.product import Product

CHANNEL = "flair"


def measure(
    product: Product, *, study: dict[str, Any], case: Mapping[str, Path], scratch: Path, seconds: float
) -> None:
    """Print rate and latency of slices of each axis at 8 clients, of masks, and the ratio to Orthanc's axial ones."""
    print(f"\nslice PNGs, 8 clients, {seconds:.0f} s each, every reply made anew (budget: p99 25 ms, 3x Orthanc):")
    if not load.available():
        print("  not measured: wrk is not installed (apt-get install wrk)")
        return
    headers = {"Authorization": f"Bearer {product.token}"}
    rates = {}
    for axis, count in zip(("sagittal", "coronal", "axial"), study["shape"], strict=True):
        paths = [f"/api/studies/{study['id']}/images/{CHANNEL}/{axis}/{index}.png" for index in range(count)]
        rates[axis] = load.run(product.url, paths=paths, headers=headers, scratch=scratch, seconds=seconds)
        print(f"  NeuroSlice {CHANNEL} {axis:<9} {rates[axis]}")
    if study["segmentations"]:
        mask = study["segmentations"][-1]["id"]
        paths = [f"/api/segmentations/{mask}/axial/{index}.png" for index in range(study["shape"][2])]
        masks = load.run(product.url, paths=paths, headers=headers, scratch=scratch, seconds=seconds)
        print(f"  NeuroSlice mask axial      {masks}")
    if orthanc.program() is None:
        print("  Orthanc: not measured, it is not installed (apt-get install orthanc)")
        return
    volume = read_volume(case[CHANNEL])
    top = float(volume.data.max())
    pixels = np.round(volume.data / top * 4095).astype(np.uint16)
    slices = [take_slice(pixels, "axial", index) for index in range(pixels.shape[2])]
    with orthanc.serving(slices, window=(0.0, 4095.0), scratch=scratch) as (origin, paths):
        peer = load.run(origin, paths=paths, headers={}, scratch=scratch, seconds=seconds)
    print(f"  Orthanc preview axial      {peer}")
    print(f"  NeuroSlice / Orthanc, axial slices per second: {rates['axial'].rate / peer.rate:.1f}")
