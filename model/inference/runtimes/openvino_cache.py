"""The exported graph of a network, written once and found again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from model.errors import ModelUnavailable
from model.inference.runtimes.child import run_child
from model.inference.runtimes.openvino_files import CONSTANTS, GRAPH, MANIFEST
from model.inference.runtimes.spec import NetworkSpec

_FORMAT = 1
"""Of what is written; counts up when the translation changes."""


@dataclass(frozen=True, kw_only=True)
class ExportedGraph:
    """A whole graph on disk.

    Args:
        path: Of the graph; its constants lie beside it.
        channels: Channels that the network reads.
        multiple: What each side of an input must be a multiple of.
    """

    path: Path
    channels: int
    multiple: int


def find_or_export(spec: NetworkSpec, *, folder: Path) -> ExportedGraph:
    """Return a network's graph, exported now where it is not there, or not whole, or of other versions.

    Args:
        spec: The network.
        folder: Where graphs are kept; made where missing.

    Raises:
        ModelUnavailable: If it cannot be exported or written.
    """
    entry = folder / _key(spec)
    found = _read(entry)
    if found is None:
        try:
            _export(spec, entry=entry)
        except OSError as error:
            raise ModelUnavailable(f"The OpenVINO graph cannot be written to {folder}: {error.strerror}.") from error
        found = _read(entry)
    if found is None:
        raise ModelUnavailable(f"The OpenVINO graph {entry} is not whole.")
    return found


def _export(spec: NetworkSpec, *, entry: Path) -> None:
    entry.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=entry.parent) as scratch:
        written = Path(scratch) / "graph"
        written.mkdir(mode=0o700)
        run_child("openvino_export", [str(written)], given=spec.to_json(), environment={"KERAS_BACKEND": "openvino"})
        if entry.exists() and _read(entry) is None:
            shutil.rmtree(entry)
        try:
            os.rename(written, entry)
        except OSError:
            # Another process was faster; what it wrote is read next.
            if not entry.exists():
                raise


def _read(entry: Path) -> ExportedGraph | None:
    """Give the graph if it is whole: a bit that fell over on the disk must not reach a mask."""
    try:
        manifest = json.loads((entry / MANIFEST).read_text(encoding="utf-8"))
        for name in (GRAPH, CONSTANTS):
            with (entry / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != manifest["sha256"][name]:
                    return None
        return ExportedGraph(path=entry / GRAPH, channels=int(manifest["channels"]), multiple=int(manifest["multiple"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _key(spec: NetworkSpec) -> str:
    try:
        versions = [importlib.metadata.version(name) for name in ("openvino", "keras")]
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelUnavailable(f"{error.name} is not installed: install neuroslice[openvino].") from error
    said = json.dumps([_FORMAT, versions, spec.name, dict(spec.arguments), spec.sha256], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
