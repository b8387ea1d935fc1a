from __future__ import annotations

from pathlib import Path

import pytest

from model.whole_file import whole_file, write_text


def test_the_content_is_there_when_all_of_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with whole_file(path) as stream:
        stream.write(b"half, ")
        assert not path.exists()
        stream.write(b"whole")
    assert path.read_bytes() == b"half, whole"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_on_the_way_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path, kept = tmp_path / "file", tmp_path / "kept"
    path.write_bytes(b"before")

    def fail() -> None:
        with whole_file(path, keep=kept) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_replaced_is_kept_under_another_name_where_that_is_asked_for(tmp_path: Path) -> None:
    path, kept = tmp_path / "file", tmp_path / "kept"
    for content in (b"first", b"second", b"third"):
        with whole_file(path, keep=kept) as stream:
            stream.write(content)
    assert (path.read_bytes(), kept.read_bytes()) == (b"third", b"second")


def test_text_is_written_as_utf_8(tmp_path: Path) -> None:
    write_text(tmp_path / "table.md", "0,90 ± 0,02\n")
    assert (tmp_path / "table.md").read_bytes() == "0,90 ± 0,02\n".encode()
