"""Break a sound file in one of the ways in which files are broken, or broken on purpose."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

import nibabel

from tests.fuzz.seeds import seeds

__all__ = ["mutant"]

_NUMBERS: dict[str, tuple[float, ...]] = {
    "i": (0, 1, -1, 2, 3, 7, 8, 127, 255, 256, 512, 513, 32767, -32768, 65535, 1 << 20, 2**31 - 1, -(2**31), 2**62),
    "f": (0.0, -0.0, 1.0, -1.0, 0.5, 352.0, 1e-30, 1e-3, 1e5, 1e30, -1e30, 3.4e38, float("nan"), float("inf"), -1e300),
}
_MOST_CHANGES = 6
_BOMB_BYTES = 64 << 20
_HEADERS: dict[int, Any] = {1: nibabel.Nifti1Header, 2: nibabel.Nifti2Header}


def mutant(*, seed: int, index: int) -> bytes:
    """Make a broken file; the same two numbers always make the same one."""
    random = Random(f"{seed}:{index}")
    content = bytearray(random.choice(seeds()))
    for _ in range(random.randint(1, _MOST_CHANGES)):
        content = random.choices(_CHANGES, weights=_WEIGHTS)[0](content, random)
    if random.random() < 0.4:
        return _compressed(bytes(content), random)
    return bytes(content)


def _set_field(content: bytearray, random: Random) -> bytearray:
    """Put a number of the dangerous kind into a field of the header."""
    version = 1 if content[:4] in (struct.pack("<i", 348), struct.pack(">i", 348)) else 2
    order = "<" if content[:1] != b"\0" else ">"
    layout = _HEADERS[version].template_dtype.newbyteorder(order)
    numbers = [name for name in layout.names if layout[name].base.kind in "iuf"]
    name = random.choice(numbers)
    field, start = layout.fields[name][:2]
    start += field.base.itemsize * random.randrange(max(1, field.itemsize // field.base.itemsize))
    kind = "f" if field.base.kind == "f" else "i"
    value = random.choice(_NUMBERS[kind])
    if kind == "i":
        value = int(value) & ((1 << (8 * field.base.itemsize)) - 1)
        packed = int(value).to_bytes(field.base.itemsize, "little" if order == "<" else "big")
    elif field.base.itemsize == 4 and abs(value) > 3.5e38 and value == value:
        packed = struct.pack(f"{order}f", float("inf"))
    else:
        packed = struct.pack(f"{order}{'f' if field.base.itemsize == 4 else 'd'}", value)
    content[start : start + len(packed)] = packed
    return content


def _flip_bits(content: bytearray, random: Random) -> bytearray:
    for _ in range(random.randint(1, 8)):
        if content:
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return content


def _flip_in_header(content: bytearray, random: Random) -> bytearray:
    end = min(len(content), 544)
    for _ in range(random.randint(1, 4)):
        if end:
            content[random.randrange(end)] = random.choice((0, 1, 0x7F, 0x80, 0xFF, random.randrange(256)))
    return content


def _cut(content: bytearray, random: Random) -> bytearray:
    return content[: random.randrange(len(content) + 1)]


def _insert(content: bytearray, random: Random) -> bytearray:
    place = random.randrange(len(content) + 1)
    return content[:place] + bytearray(random.randbytes(random.randint(1, 64))) + content[place:]


def _remove(content: bytearray, random: Random) -> bytearray:
    place = random.randrange(len(content) + 1)
    return content[:place] + content[place + random.randint(1, 64) :]


def _repeat(content: bytearray, random: Random) -> bytearray:
    place = random.randrange(len(content) + 1)
    return content[:place] + content[place : place + 128] * random.randint(2, 20) + content[place:]


def _splice(content: bytearray, random: Random) -> bytearray:
    """Go on with another file, as after a copy into the wrong place."""
    other = random.choice(seeds())
    place = random.randrange(min(len(content), len(other)) + 1)
    return content[:place] + bytearray(other[place:])


def _noise(content: bytearray, random: Random) -> bytearray:
    return bytearray(random.randbytes(random.randint(0, 2000)))


def _turn_words(content: bytearray, random: Random) -> bytearray:
    """Swap the bytes of a part, as a program with the wrong idea of the byte order does."""
    start = random.randrange(len(content) + 1) & ~3
    end = min(len(content), start + 4 * random.randint(1, 90)) & ~3
    for place in range(start, end, 4):
        content[place : place + 4] = content[place : place + 4][::-1]
    return content


def _compressed(content: bytes, random: Random) -> bytes:
    """Compress a file, and break the compressed one too, more often than not."""
    way = random.randrange(10)
    packed = bytearray(gzip.compress(content, random.choice((0, 1, 6)), mtime=0))
    if way == 0:
        return bytes(packed) + bytes(packed[: random.randrange(len(packed))])
    if way == 1:
        return bytes(_cut(packed, random))
    if way == 2:
        return bytes(_flip_bits(packed, random))
    if way == 3:
        packed[3] = random.randrange(256)  # flags: a name, a comment, a checksum of the header, further fields
        return bytes(packed)
    if way == 4:
        return bytes(_insert(packed, random))
    if way == 5 and random.random() < 0.02:
        return gzip.compress(content + bytes(_BOMB_BYTES), 1, mtime=0)
    if way == 6:
        return zlib.compress(content, 1)
    if way == 7:
        return gzip.compress(bytes(packed), 1, mtime=0)
    return bytes(packed)


_CHANGES: tuple[Callable[[bytearray, Random], bytearray], ...] = (
    _set_field, _flip_bits, _flip_in_header, _cut, _insert, _remove, _repeat, _splice, _noise, _turn_words,
)  # fmt: skip
_WEIGHTS = (40, 12, 20, 3, 3, 3, 3, 3, 0.5, 2)
