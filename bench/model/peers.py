"""Time a peer of MONAI in PyTorch: `PYTHON bench/model/peers.py NETWORK PRECISION CHANNELS X Y Z RUNS`.

It runs in an environment of its own and so imports nothing of the project.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import torch
from monai.networks.nets import DynUNet, SegResNet


def main() -> None:
    """Measure and print as JSON."""
    name, precision, *numbers = sys.argv[1:]
    channels, x, y, z, runs = map(int, numbers)
    network = build(name, channels=channels).eval().to(memory_format=torch.channels_last_3d)
    dtype = {"float32": torch.float32, "bfloat16": torch.bfloat16}[precision]
    volume = torch.randn(1, channels, x, y, z).to(memory_format=torch.channels_last_3d)
    seconds, worked = [], []
    with torch.inference_mode(), torch.autocast("cpu", dtype=dtype, enabled=dtype != torch.float32):
        for _ in range(runs + 1):  # the first one allocates
            started, before = time.perf_counter(), time.process_time()
            network(volume)
            seconds.append(time.perf_counter() - started)
            worked.append(time.process_time() - before)
    said = {
        "seconds": min(seconds[1:]),
        "cpu_seconds": min(worked[1:]),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
    }
    print(json.dumps(said))


def build(name: str, *, channels: int, regions: int = 3) -> Any:
    """Build a peer.

    Args:
        name: `dynunet`, as nnU-Net configures it for BraTS (31 M parameters), or `segresnet` with 16 filters.
        channels: Of the input.
        regions: Of the output.
    """
    if name == "segresnet":
        return SegResNet(spatial_dims=3, init_filters=16, in_channels=channels, out_channels=regions)
    return DynUNet(
        spatial_dims=3,
        in_channels=channels,
        out_channels=regions,
        kernel_size=[3] * 6,
        strides=[1, 2, 2, 2, 2, 2],
        upsample_kernel_size=[2] * 5,
        filters=[32, 64, 128, 256, 320, 320],
    )


if __name__ == "__main__":
    main()
