"""A disk that is full."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.faults.installation import Installation
from tests.faults.verdict import Verdict, judge, judge_records

__all__ = ["fill_the_disk", "small_disk"]

Volumes = Iterator[Mapping[str, bytes]]


def fill_the_disk(site: Installation, volumes: Volumes, *, folder: Path) -> Verdict:
    """Fill the disk before an upload and while a mask is about to be stored; make room, and go on."""
    verdict = Verdict("disk full in an upload and while storing a mask")
    site.start_web()
    filler = folder / "filler"
    for spare in (0, 8 << 10, 48 << 10):
        with verdict.attempt():
            _fill(filler, spare=spare)
            reply = site.upload(next(volumes))
            # With a little room left it may even fit.
            if reply.status_code not in (202, 503, 507):
                verdict.lost.append(f"an upload to a full disk was answered with {reply.status_code}")
            filler.unlink()
            judge_records(site, verdict)
    site.upload(next(volumes)).raise_for_status()
    site.stall.write_text("storing")
    site.start_worker()
    site.wait_for_stage(site.promises[0].job_id, "storing")
    with verdict.attempt():
        _fill(filler, spare=0)
        site.stall.unlink()
        site.wait_for_log("the database does not answer")
        filler.unlink()
        judge(site, verdict)
    return verdict


@contextmanager
def small_disk(folder: Path, *, megabytes: int = 48) -> Iterator[Path]:
    """Mount a small file system in memory; needs the rights to do so.

    Raises:
        CalledProcessError: they are not given here.
    """
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _fill(filler: Path, *, spare: int) -> None:
    """Write until there is no room but some bytes."""
    try:
        with filler.open("wb", buffering=0) as file:
            for size in (1 << 20, 4 << 10):
                while True:
                    try:
                        file.write(bytes(size))
                    except OSError:
                        break
    finally:
        with filler.open("r+b") as file:
            file.truncate(max(filler.stat().st_size - spare, 0))
