"""The network alone: in each runtime and precision, and beside its peers."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.model.child import Measured, run
from model.inference.load import find_network
from model.inference.preprocess import find_brain
from model.inference.runtimes.load import default_folder
from model.inference.runtimes.make import installed
from model.inference.runtimes.spec import NetworkSpec
from model.tasks import TaskCard
from model.volumes.resample import resampled_shape

PEERS = {"dynunet": "MONAI DynUNet (nnU-Net)", "segresnet": "MONAI SegResNet (16)"}
REFERENCE = ("dynunet", "float32")

_PEER_MULTIPLE = 32
_TILE = 128
_MILLIMETRE = (1.0, 1.0, 1.0)


def measure(task: TaskCard, *, volumes: Sequence[NDArray[np.float32]], peers: Path | None, runs: int) -> None:
    """Print how long one pass takes, on equal tensors and on what each network needs for the same brain.

    Args:
        task: Names our network.
        volumes: The channels of the case, at 1 mm.
        peers: Python of the peers' environment; None leaves them out.
        runs: Passes of which the fastest counts.
    """
    spec, card = find_network(task)
    _, brain = find_brain(volumes)
    size = resampled_shape(brain.shape, spacing=_MILLIMETRE, target=card.spacing)
    # Every network here takes multiples of this.
    x, y, z = (math.ceil(side / _PEER_MULTIPLE) * _PEER_MULTIPLE for side in size)
    shape = (x, y, z)
    steps = " x ".join(f"{step:g}" for step in card.spacing)
    channels = len(task.channels) + 1
    print(f"\nnetwork time, one pass over the same tensor of {x}x{y}x{z}, {channels} channels, fastest of {runs}:")
    rows: dict[tuple[str, str], Measured | str] = {}
    for name in _runtimes():
        for precision in ("float32", "bfloat16"):
            if name.endswith("unfolded") and precision != "float32":
                continue
            rows[name, precision] = _ours(name, precision, spec=spec, shape=shape, runs=runs)
            _show(f"NeuroSlice, {name}", precision, rows[name, precision])
    if peers is None:
        print("  no peers: `make bench-model` installs them")
        return
    for name, title in PEERS.items():
        for precision in ("float32", "bfloat16"):
            rows[name, precision] = _peer(peers, name, precision, channels=channels, shape=shape, runs=runs)
            _show(title, precision, rows[name, precision])
    _ratios(rows)

    tiles = math.prod(max(1, math.ceil((side - _TILE) / (_TILE / 2)) + 1) for side in brain.shape)
    print(f"\nnetwork time for the whole brain ({'x'.join(map(str, brain.shape))} voxels of 1 mm):")
    tile = _peer(peers, *REFERENCE, channels=channels, shape=(_TILE,) * 3, runs=1)
    best = min((each.seconds for key, each in rows.items() if key[0] not in PEERS and isinstance(each, Measured)))
    print(f"  NeuroSlice: one pass at {steps} mm {best:.2f} s")
    if isinstance(tile, Measured):
        whole = tiles * tile.seconds
        print(
            f"  {PEERS[REFERENCE[0]]} {REFERENCE[1]} at 1 mm: {tiles} tiles of {_TILE}³, half overlapping, "
            f"each {tile.seconds:.2f} s ({tile.cpu_seconds:.2f} s of CPU), {whole:.1f} s; {whole / best:.0f} times ours"
        )
    else:
        print(f"  {PEERS[REFERENCE[0]]}: {tile}")


def _runtimes() -> list[str]:
    return [each for name in installed() for each in (name, f"{name} unfolded") if each != "openvino unfolded"]


def _ours(name: str, precision: str, *, spec: NetworkSpec, shape: tuple[int, int, int], runs: int) -> Measured | str:
    arguments = [name, precision, *map(str, shape), str(runs), str(default_folder() / "openvino")]
    return run([sys.executable, "-m", "bench.model.ours", *arguments], given=spec.to_json())


def _peer(
    python: Path, name: str, precision: str, *, channels: int, shape: tuple[int, ...], runs: int
) -> Measured | str:
    script = Path(__file__).with_name("peers.py")
    return run([str(python), str(script), name, precision, str(channels), *map(str, shape), str(runs)])


def _show(title: str, precision: str, measured: Measured | str) -> None:
    if isinstance(measured, str):
        print(f"  {title:<34} {precision:<9} {measured}", flush=True)
        return
    size = f", {measured.parameters / 1e6:.1f} M parameters" if measured.parameters else ""
    seconds, peak = measured.seconds, measured.peak_mib
    work = f"{measured.cpu_seconds:7.3f} s of CPU"
    print(f"  {title:<34} {precision:<9} {seconds:8.3f} s, {work}, peak {peak:6.0f} MiB{size}", flush=True)


def _ratios(rows: dict[tuple[str, str], Any]) -> None:
    """Print how many times faster each of ours is than the reference; the goal is 4."""
    reference = rows[REFERENCE]
    if not isinstance(reference, Measured):
        return
    print(f"  against {PEERS[REFERENCE[0]]} {REFERENCE[1]} (goal: 4 times faster):")
    for (name, precision), measured in rows.items():
        if isinstance(measured, Measured) and (name, precision) != REFERENCE:
            title = PEERS.get(name, f"NeuroSlice, {name}")
            wall, work = reference.seconds / measured.seconds, reference.cpu_seconds / measured.cpu_seconds
            print(f"    {title:<34} {precision:<9} {wall:6.1f} times, by CPU time {work:6.1f}")
