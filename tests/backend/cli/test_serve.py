"""`neuroslice serve` as its users start it: real gunicorn, real worker."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import requests

from tests.support.patience import PATIENCE_SECONDS, answers, until
from tests.support.product import Product, free_port, serve

COMMAND = [sys.executable, "-m", "backend.cli", "serve"]


def environment(data_dir: Path, **variables: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSLICE_")}
    # A new data directory would have its worker measure first which runtime is the faster one.
    chosen = {"NEUROSLICE_RUNTIME": "tensorflow"}
    return inherited | chosen | {"NEUROSLICE_DATA_DIR": str(data_dir), "PORT": str(free_port())} | variables


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Start the product once for all tests of this module."""
    with serve(tmp_path_factory.mktemp("serve") / "data") as product:
        yield product


def part(product: Product, name: str) -> psutil.Process:
    """Find the web server's or the worker's first process, which may be about to be started.

    Raises:
        StopIteration: it does not run.
    """
    children = psutil.Process(product.process.pid).children()
    living = (child for child in children if child.status() != psutil.STATUS_ZOMBIE)
    return next(child for child in living if name in child.cmdline())


def started_again(product: Product, name: str, *, old: psutil.Process) -> bool:
    try:
        return part(product, name) != old
    except (StopIteration, psutil.NoSuchProcess):
        return False


def test_it_says_where_it_is_once_it_is_ready(product: Product) -> None:
    until(lambda: f"ready at {product.url}" in product.log.read_text(), what="no address was printed")


def test_everything_stays_in_one_process_group(product: Product) -> None:
    processes = psutil.Process(product.process.pid).children(recursive=True)

    assert len(processes) >= 5  # gunicorn and two web processes, the worker and its child
    assert {os.getpgid(process.pid) for process in processes} == {os.getpgid(product.process.pid)}


def test_the_worker_steps_back_for_those_who_look_at_studies(product: Product) -> None:
    niceness = {
        "gunicorn" in " ".join(child.cmdline()): child.nice()
        for child in psutil.Process(product.process.pid).children()
    }

    assert niceness[False] > niceness[True]


def test_secrets_and_volumes_are_for_the_owners_eyes(product: Product, files: dict[str, Path]) -> None:
    product.upload(files, mrn="A-1", name="Kim Minji")

    for path in product.data_dir.rglob("*"):
        with suppress(FileNotFoundError):  # messages come and go
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_an_upload_over_the_wire_becomes_a_mask(product: Product, files: dict[str, Path]) -> None:
    job = product.upload(files, mrn="A-1", name="Kim Minji")["job"]

    assert product.finished_job(job["id"])["state"] == "succeeded"


def test_a_body_over_the_limit_is_answered_over_the_wire(product: Product) -> None:
    def body() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="flair"; filename="f.nii"\r\n\r\n'
        for _ in range(520):
            yield bytes(1 << 20)

    reply = requests.post(
        product.url + "/api/studies",
        data=body(),
        headers={"Authorization": f"Bearer {product.token}", "Content-Type": "multipart/form-data; boundary=x"},
        timeout=PATIENCE_SECONDS,
    )

    assert reply.status_code == 413
    assert reply.json()["detail"] == "This is more than the server accepts: 512 MiB in all."


def test_a_worker_that_dies_is_started_again_and_the_pages_stay(product: Product) -> None:
    worker = part(product, "worker")

    worker.kill()

    until(lambda: started_again(product, "worker", old=worker), what="the worker was not started again")
    assert requests.get(product.url + "/api/health", timeout=PATIENCE_SECONDS).status_code == 200
    assert "the worker ended (signal 9); starting it again" in product.log.read_text()


def test_a_web_server_that_dies_is_started_again(product: Product) -> None:
    web = part(product, "gunicorn")

    web.kill()

    until(
        lambda: started_again(product, "gunicorn", old=web) and answers(product.url + "/api/health"),
        what="the web server was not started again",
    )


def test_the_log_names_no_patient(product: Product) -> None:
    assert "Kim" not in product.log.read_text()


def test_ctrl_c_stops_everything(product: Product) -> None:
    """Last of those that share the product: it is gone afterwards."""
    processes = psutil.Process(product.process.pid).children(recursive=True)

    os.killpg(product.process.pid, signal.SIGINT)

    assert product.process.wait(timeout=PATIENCE_SECONDS) == 0
    assert psutil.wait_procs(processes, timeout=PATIENCE_SECONDS)[1] == []
    assert "Traceback" not in product.log.read_text()
    assert product.log.read_text().rstrip().endswith("NeuroSlice has stopped.")


def test_ctrl_c_while_it_starts_says_nothing_but_that(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*COMMAND], env=environment(tmp_path / "data"), stdout=log, stderr=log, start_new_session=True
        )
    until(lambda: psutil.Process(process.pid).children() != [], what=f"see {tmp_path / 'log'}")

    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(timeout=PATIENCE_SECONDS) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_nothing_stays_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    variables = environment(tmp_path)
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([*COMMAND], env=variables, stdout=log, stderr=log, start_new_session=True)
    url = f"http://127.0.0.1:{variables['PORT']}/api/health"

    until(lambda: answers(url), what=f"no web server; see {tmp_path / 'log'}")
    children = psutil.Process(process.pid).children(recursive=True)

    process.kill()
    process.wait()

    assert psutil.wait_procs(children, timeout=PATIENCE_SECONDS)[1] == []


def test_the_code_for_the_first_account_is_printed_before_anything_is_served(tmp_path: Path) -> None:
    variables = environment(tmp_path)
    process = subprocess.Popen([*COMMAND, "--no-worker"], env=variables, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        printed = ""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while "code" not in printed and time.monotonic() < deadline:
            printed += process.stdout.readline()
        code = re.search(r"code[^:]*:\s*(\S+)", printed)
        assert code is not None
        assert (tmp_path / "secrets/first-run-code").read_text() == code[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0


def test_every_line_of_a_log_for_programs_is_an_object(tmp_path: Path) -> None:
    log = tmp_path / "log"
    variables = environment(tmp_path / "data", NEUROSLICE_LOG_FORMAT="json", NEUROSLICE_LOG_LEVEL="warning")
    with log.open("wb") as output:
        process = subprocess.Popen([*COMMAND, "--no-worker"], env=variables, stdout=output, stderr=output)
    try:
        until(lambda: "is ready at" in log.read_text() or process.poll() is not None, what="it did not become ready")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE_SECONDS)

    said = [json.loads(line) for line in log.read_text().splitlines()]
    of_ours = [line["message"] for line in said if line["logger"] == "neuroslice.serve"]
    assert [words.split(" ")[0] for words in of_ours] == ["Starting", "There", "NeuroSlice", "NeuroSlice"]
    code = (tmp_path / "data/secrets/first-run-code").read_text()
    assert of_ours[1].endswith(f": {code}")


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"HOST": "0.0.0.0"}, "NEUROSLICE_ALLOW_INSECURE_BIND"),
        ({"PORT": "none"}, "PORT"),
        ({"NEUROSLICE_COLOUR": "blue"}, "NEUROSLICE_COLOUR"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(tmp_path: Path, variables: dict[str, str], words: str) -> None:
    run = subprocess.run(
        COMMAND,
        env=environment(tmp_path, **variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )

    assert run.returncode != 0
    (line,) = run.stderr.strip().splitlines()
    assert words in line
