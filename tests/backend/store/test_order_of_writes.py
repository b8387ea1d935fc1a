"""What a power cut may leave: every file is on the disk before its name is, and its name before its record.

Killed processes leave the page cache as it was, so that killing them shows nothing of this. The kernel's calls do.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.database import SqliteDatabases

CHECKOUT = Path(__file__).parents[3]

UPLOAD = """
import sys
from pathlib import Path
from backend.settings import Settings
from tests.support.site import open_site
from tests.support.studies import CHANNELS
data_dir, case = map(Path, sys.argv[1:])
with open_site(Settings(data_dir=data_dir)) as site:
    for _ in range(2):
        site.upload({channel: case / f"demo_{channel}.nii.gz" for channel in CHANNELS})
"""

CALL = re.compile(r"^(?:\d+ +)?(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
OPENED = re.compile(r"^\d+<(?P<path>[^>]*)>")
RESUMED = re.compile(r"^<\.\.\. \w+ resumed>(?P<rest>.*)$")
UNFINISHED = " <unfinished ...>"
QUOTED = re.compile(r'"([^"]*)"')


@pytest.fixture(scope="module")
def calls(
    tmp_path_factory: pytest.TempPathFactory, sqlite_databases: SqliteDatabases, case: dict[str, Path]
) -> list[tuple[str, str]]:
    """Record the calls of an upload, and of the same once more: what was done, and to which path."""
    if shutil.which("strace") is None:
        pytest.fail("strace is not installed; `make test-deps` installs it.", pytrace=False)
    data_dir, trace = tmp_path_factory.mktemp("traced"), tmp_path_factory.mktemp("trace") / "calls"
    sqlite_databases.fresh(data_dir)
    wanted = "trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat"
    strace = ["strace", "-f", "-y", "-s", "200", "-e", wanted, "-e", "signal=none", "-o", str(trace)]
    command = [*strace, sys.executable, "-c", UPLOAD, str(data_dir), str(case["flair"].parent)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [call for line in _whole_lines(trace.read_text()) for call in _read(line)]
    return [(name, path) for name, path in found if str(data_dir) in path]


def _whole_lines(trace: str) -> Iterator[str]:
    """Put together what was written in two pieces, because another thread called the kernel in between."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        thread, _, rest = line.partition(" ")
        resumed = RESUMED.match(rest.strip())
        if line.endswith(UNFINISHED):
            begun[thread] = line.removesuffix(UNFINISHED)
        elif resumed is not None:
            yield begun.pop(thread, "") + resumed["rest"]
        else:
            yield line


def _read(line: str) -> list[tuple[str, str]]:
    call = CALL.match(line)
    if call is None or call["result"].startswith("-"):
        return []
    opened = OPENED.match(call["arguments"])
    if opened is not None and not call["name"].startswith(("rename", "unlink")):
        return [(call["name"].replace("pwrite64", "write").replace("fdatasync", "fsync"), opened["path"])]
    paths = QUOTED.findall(call["arguments"])
    if call["name"].startswith("rename"):
        return [("rename from", paths[0]), ("rename to", paths[1])]
    return [("unlink", paths[0])] if paths else []


def taken_in(calls: list[tuple[str, str]]) -> list[int]:
    """Give the places at which a volume got its name."""
    return [
        at
        for at, (name, path) in enumerate(calls)
        if name == "rename to" and re.search(r"/store/../[0-9a-f]{64}$", path)
    ]


def committed(calls: list[tuple[str, str]]) -> int:
    """Give the place at which the study was committed: the first write of the database that follows the last name."""
    after = taken_in(calls)[-1]
    write = next(at for at in range(after, len(calls)) if calls[at][0] == "write" and calls[at][1].endswith("-wal"))
    return calls.index(("fsync", calls[write][1]), write)


def test_four_volumes_come_in(calls: list[tuple[str, str]]) -> None:
    assert len(taken_in(calls)) == 4


def test_a_file_is_on_the_disk_before_it_has_its_name(calls: list[tuple[str, str]]) -> None:
    for at in taken_in(calls):
        source = calls[at - 1][1]
        written = max(place for place in range(at) if calls[place] == ("write", source))
        assert ("fsync", source) in calls[written:at]


def test_a_name_is_on_the_disk_before_its_record(calls: list[tuple[str, str]]) -> None:
    for at in taken_in(calls):
        folder = str(Path(calls[at][1]).parent)
        first = next(place for place in range(at, len(calls)) if calls[place][1].endswith("-wal"))
        assert ("fsync", folder) in calls[at:first]


def test_a_new_folder_of_the_store_is_on_the_disk_before_a_record_that_needs_it(calls: list[tuple[str, str]]) -> None:
    store = str(Path(calls[taken_in(calls)[0]][1]).parents[1])

    assert ("fsync", store) in calls[: committed(calls)]


def test_the_journal_is_on_the_disk_before_anything_changes_and_stays_until_the_record_is(
    calls: list[tuple[str, str]],
) -> None:
    journal = next(path for name, path in calls if name == "write" and path.endswith("/journal.json"))
    first, end = taken_in(calls)[0], committed(calls)

    assert {("fsync", journal), ("fsync", str(Path(journal).parent))} <= set(calls[:first])
    assert ("unlink", journal) not in calls[:end]
    assert ("unlink", journal) in calls[end:]


def test_a_name_that_an_earlier_upload_has_given_is_waited_for_as_well(calls: list[tuple[str, str]]) -> None:
    # Whoever gave it may have been killed before it was on the disk.
    again = calls[committed(calls) :]
    for at in taken_in(calls):
        assert ("fsync", str(Path(calls[at][1]).parent)) in again


def test_the_store_itself_is_on_the_disk_before_the_first_record_that_needs_it(calls: list[tuple[str, str]]) -> None:
    first = taken_in(calls)[0]
    data_dir = str(Path(calls[first][1]).parents[2])
    assert ("fsync", data_dir) in calls[:first]
