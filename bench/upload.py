"""From the upload being accepted to the mask being stored, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.product import Product


def measure(product: Product, *, case: Mapping[str, Path], runs: int = 3) -> dict[str, Any]:
    """Upload the case a few times, print each run's stages, and return the last study."""
    print("\nupload to mask stored (budget 10 s after the upload was accepted):")
    study: dict[str, Any] = {}
    for run in range(1, runs + 1):
        started = time.perf_counter()
        accepted = product.upload(case, mrn=f"BENCH-{run}", name="Bench Phantom")
        upload_seconds = time.perf_counter() - started
        started = time.perf_counter()
        job = product.finished_job(accepted["job"]["id"])
        total = time.perf_counter() - started
        stages = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in job["timings"].items())
        print(f"  run {run}: upload and checks {upload_seconds:.2f} s")
        print(f"         accepted to {job['state']} {total:.2f} s ({stages})")
        study = product.request("GET", f"/api/studies/{accepted['study']['id']}").json()
    return study
