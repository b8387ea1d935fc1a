"""Import OpenVINO without its telemetry."""

from __future__ import annotations

import sys
from typing import Any

from model.errors import ModelUnavailable


def import_openvino() -> Any:
    """Return the package `openvino`.

    Importing it reports the import to its maker over the internet, but only where the package `openvino_telemetry` can
    be imported. Nothing here may call outside its own network, so that package is hidden first.

    Raises:
        ModelUnavailable: If OpenVINO is not installed.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        import openvino
    except ImportError as error:
        raise ModelUnavailable("OpenVINO is not installed: install neuroslice[openvino].") from error
    return openvino
