"""A closed load of keep-alive clients, by Debian's `wrk`, over a list of addresses."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SCRIPT = """
local paths = {PATHS}
local headers = {HEADERS}
local next_path = 0
request = function()
    next_path = next_path %% #paths + 1
    return wrk.format("GET", paths[next_path], headers)
end
done = function(summary, latency, requests)
    io.write(string.format(
        'RESULT {"requests": %d, "micros": %d, "bytes": %d, "errors": %d, "p50": %d, "p99": %d}\\n',
        summary.requests, summary.duration, summary.bytes,
        summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
"""


@dataclass(frozen=True)
class Load:
    """What a run of requests measured: rate in 1/s, latencies in ms, mean reply in KiB, replies that failed."""

    rate: float
    p50: float
    p99: float
    kib: float
    errors: int

    def __str__(self) -> str:
        return (
            f"{self.rate:7.0f} /s   p50 {self.p50:6.1f} ms   p99 {self.p99:6.1f} ms   "
            f"{self.kib:5.1f} KiB each   {self.errors} errors"
        )


def available() -> bool:
    """Tell whether the load generator is installed."""
    return shutil.which("wrk") is not None


def run(
    origin: str, *, paths: Sequence[str], headers: Mapping[str, str], scratch: Path, seconds: float, clients: int = 8
) -> Load:
    """Ask for the paths in turn with `clients` connections for some seconds."""
    script = scratch / f"load-{urlsplit(origin).port}.lua"
    text = SCRIPT.replace("%%", "%")
    text = text.replace("{PATHS}", "{" + ", ".join(json.dumps(path) for path in paths) + "}")
    text = text.replace(
        "{HEADERS}",
        "{" + ", ".join(f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in headers.items()) + "}",
    )
    script.write_text(text)
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds:.0f}s", "--timeout", "10s", "-s", str(script), origin]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result = json.loads(next(line for line in output.splitlines() if line.startswith("RESULT "))[7:])
    requests = max(result["requests"], 1)
    return Load(
        rate=result["requests"] / (result["micros"] / 1e6),
        p50=result["p50"] / 1e3,
        p99=result["p99"] / 1e3,
        kib=result["bytes"] / requests / 1024,
        errors=result["errors"],
    )
