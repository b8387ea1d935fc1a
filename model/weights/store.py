"""The file of weights itself."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.errors import ModelUnavailable
from model.whole_file import whole_file

_EPOCH = (1980, 1, 1, 0, 0, 0)


def round_weights(values: Sequence[NDArray[np.float32]]) -> list[NDArray[np.generic]]:
    """Return kernels in float16 and vectors as they are.

    Vectors (biases, batch statistics) weigh nothing in the file, and variances may leave float16's range.

    Args:
        values: A network's weights, in its order.
    """
    return [value.astype(np.float16) if value.ndim > 1 else value.astype(np.float32) for value in values]


def write_weights(path: Path, values: Sequence[NDArray[np.generic]]) -> str:
    """Write arrays, the same bytes for the same arrays.

    Args:
        path: An `.npz` file, replaced whole.
        values: A network's weights, in its order, as `round_weights` gives them.

    Returns:
        The file's SHA-256.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for index, value in enumerate(values):
            array = io.BytesIO()
            np.lib.format.write_array(array, np.ascontiguousarray(value), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{index:04d}.npy", date_time=_EPOCH), array.getvalue())
    with whole_file(path) as stream:
        stream.write(buffer.getvalue())
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def read_weights(path: Path, *, sha256: str) -> list[NDArray[np.float32]]:
    """Read arrays after checking that the file is the one its card describes.

    Args:
        path: As `write_weights` wrote it.
        sha256: What the card says.

    Raises:
        ModelUnavailable: If the file is missing or not the card's.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnavailable(f"The weights {path} cannot be read: {error.strerror or error}.") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelUnavailable(
            f"The weights {path} are damaged or not those of their card: expected SHA-256 {sha256}, found {found}."
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return [arrays[name].astype(np.float32) for name in sorted(arrays.files)]


def members_of(values: Sequence[NDArray[np.float32]], *, count: int) -> list[list[NDArray[np.float32]]]:
    """Divide what a file holds among the networks whose weights it is, one after the other.

    Args:
        values: As `read_weights` gives them.
        count: How many networks of one kind they are.

    Raises:
        ModelUnavailable: If they cannot be divided so.
    """
    if count < 1 or len(values) % count:
        raise ModelUnavailable(f"The file of weights does not hold {count} networks of one kind.")
    each = len(values) // count
    return [list(values[start : start + each]) for start in range(0, len(values), each)]
