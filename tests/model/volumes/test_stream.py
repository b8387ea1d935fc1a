import gzip
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from model.errors import VolumeError
from model.volumes.stream import ByteStream

CONTENT = bytes(range(256)) * 4096


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "content"
    path.write_bytes(gzip.compress(CONTENT))
    return path


def test_plain_files_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "content.gz"
    path.write_bytes(CONTENT)

    with ByteStream(path, max_bytes=1 << 30) as stream:
        assert stream.read(len(CONTENT) + 1) == CONTENT


def test_compressed_files_are_known_by_content_not_by_name(packed: Path) -> None:
    with ByteStream(packed, max_bytes=1 << 30) as stream:
        assert stream.read(len(CONTENT) + 1) == CONTENT


def test_files_of_several_gzip_members_are_read_as_one(packed: Path) -> None:
    packed.write_bytes(packed.read_bytes() * 2)

    with ByteStream(packed, max_bytes=1 << 30) as stream:
        assert stream.read(3 * len(CONTENT)) == CONTENT * 2


def test_skipped_bytes_are_counted(packed: Path) -> None:
    with ByteStream(packed, max_bytes=1 << 30) as stream:
        assert stream.skip(300) == 300
        assert stream.read(2) == CONTENT[300:302]
        assert stream.count == 302


def test_a_buffer_is_filled_as_far_as_the_file_goes(packed: Path) -> None:
    buffer = bytearray(len(CONTENT) + 10)

    with ByteStream(packed, max_bytes=1 << 30) as stream:
        assert stream.fill(memoryview(buffer)) == len(CONTENT)

    assert buffer[: len(CONTENT)] == CONTENT


def test_a_file_cut_off_in_its_compressed_data_is_refused(packed: Path) -> None:
    packed.write_bytes(packed.read_bytes()[:-20])

    with ByteStream(packed, max_bytes=1 << 30) as stream, pytest.raises(VolumeError, match="cut off"):
        stream.finish()


def test_a_file_cut_off_in_its_checksum_is_refused(packed: Path) -> None:
    packed.write_bytes(packed.read_bytes()[:-3])

    with ByteStream(packed, max_bytes=1 << 30) as stream, pytest.raises(VolumeError, match="cut off"):
        stream.finish()


def test_a_wrong_checksum_is_refused(packed: Path) -> None:
    content = bytearray(packed.read_bytes())
    content[-8] ^= 1
    packed.write_bytes(content)

    with ByteStream(packed, max_bytes=1 << 30) as stream, pytest.raises(VolumeError, match="checksum"):
        stream.finish()


def test_changed_compressed_data_are_refused(packed: Path) -> None:
    content = bytearray(packed.read_bytes())
    content[12:40] = bytes(28)
    packed.write_bytes(content)

    with ByteStream(packed, max_bytes=1 << 30) as stream, pytest.raises(VolumeError, match=r"damaged|cut off"):
        stream.finish()


def test_more_bytes_than_the_limit_are_refused(packed: Path) -> None:
    with ByteStream(packed, max_bytes=1 << 19) as stream, pytest.raises(VolumeError, match=r"more than 0\.5 MiB"):
        stream.finish()


def test_exactly_the_limit_is_accepted(packed: Path) -> None:
    with ByteStream(packed, max_bytes=len(CONTENT)) as stream:
        stream.finish()


def test_a_gzip_bomb_is_refused_at_bounded_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.nii.gz"
    bomb.write_bytes(gzip.compress(bytes(64 << 20), 9) * 32)  # 2 GiB in 2 MB
    script = f"""
        import resource
        from pathlib import Path
        from model.errors import VolumeError
        from model.volumes.stream import ByteStream

        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with ByteStream(Path({str(bomb)!r}), max_bytes=256 << 20) as stream:
            try:
                stream.finish()
            except VolumeError:
                print(stream.count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """

    printed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    ).stdout

    count, grown_kib = map(int, printed.split())
    assert count < (257 << 20)
    assert grown_kib < 16 << 10
