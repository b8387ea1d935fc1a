"""Which runtime is used on this machine: measured once, and written down."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any

from model.errors import ModelUnavailable
from model.inference.runtimes.machine import describe, fingerprint
from model.inference.runtimes.make import NAMES, installed
from model.inference.runtimes.measure import measure
from model.inference.runtimes.spec import NetworkSpec

logger = logging.getLogger(__name__)

_AS_FAST = 1.1
"""OpenVINO may be this much slower: it starts in a tenth of the time and needs half a gigabyte less."""


def choose(spec: NetworkSpec, *, folder: Path) -> str:
    """Return the name of the runtime to use, the same for every process with this folder on machines alike.

    Only one installed: that one. Otherwise each is timed in a process of its own, and the answer is kept until the
    processor, the packages or the network change.

    Args:
        spec: The network.
        folder: Where the choice, and what is exported, is kept.

    Raises:
        ModelUnavailable: If none works here.
    """
    names = installed()
    if len(names) == 1:
        return names[0]
    if not names:
        raise ModelUnavailable(
            "Nothing that runs the network is installed: install neuroslice[cpu] or neuroslice[gpu]."
        )
    description = describe(spec)
    path = folder / f"choice-{fingerprint(description)}.json"
    chosen = _read(path)
    if chosen is not None:
        return chosen
    spec.check()
    seconds = _measure(names, spec=spec, folder=folder)
    record = {"runtime": _fastest(seconds), "seconds": seconds, "measured_on": description}
    try:
        _write(path, record)
    except OSError as error:
        logger.warning("the choice of runtime cannot be kept in %s: %s", folder, error.strerror)
        return str(record["runtime"])
    # Where another process was faster, its choice counts.
    return _read(path) or str(record["runtime"])


def _measure(names: list[str], *, spec: NetworkSpec, folder: Path) -> dict[str, float]:
    seconds, problems = {}, []
    for name in names:
        try:
            seconds[name] = round(measure(name, spec=spec, folder=folder), 4)
        except ModelUnavailable as error:
            logger.warning("the runtime %s does not work here: %s", name, error)
            problems.append(str(error))
    if not seconds:
        raise ModelUnavailable(" ".join(problems))
    logger.info("runtimes measured, seconds a volume: %s", seconds)
    return seconds


def _fastest(seconds: dict[str, float]) -> str:
    handicap = {"openvino": 1.0 / _AS_FAST}
    return min(seconds, key=lambda name: seconds[name] * handicap.get(name, 1.0))


def _read(path: Path) -> str | None:
    try:
        name = json.loads(path.read_text(encoding="utf-8"))["runtime"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(name) if name in NAMES else None


def _write(path: Path, record: dict[str, Any]) -> None:
    """Write whole or not at all, and never over what another process wrote meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink()  # it could not be read
    with tempfile.TemporaryDirectory(prefix=".choice-", dir=path.parent) as scratch:
        written = Path(scratch) / path.name
        written.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        try:
            os.link(written, path)
        except FileExistsError:
            return
        except OSError:
            # Some file systems have no links; there the last one who measured is right.
            os.replace(written, path)
