"""Debian's Chromium, driven against `neuroslice serve` with its real web server and worker."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from model.data.phantom import write_demo_case
from tests.support.product import CHANNELS, Product, case_files, serve
from tests.support.real_cases import unpack_cases
from tests.support.web_server import WebServer

# The browser talks to nobody but the server under test.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHAPE = (96, 112, 80)
REAL_CASE, REAL_MRN = "BraTS2021_01478", "REAL-1"
# What never appears is waited for this long; what appears is not waited for, however slow the machine is.
PATIENCE_MS = 180_000
expect.set_options(timeout=PATIENCE_MS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have a test that asks for it read the ready study of the synthetic case, and then that of a real patient."""
    if metafunc.definition.get_closest_marker("on_a_real_case_too"):
        studies = [
            pytest.param("synthetic_study", id="synthetic"),
            pytest.param("real_study", id="real", marks=pytest.mark.real_data),
        ]
        metafunc.parametrize("ready_study", studies, indirect=True)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Start the product once for all browser tests."""
    with serve(tmp_path_factory.mktemp("product") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write a small synthetic case; give its files by channel."""
    folder = tmp_path_factory.mktemp("case")
    # The network is sure of every region of this one: no line about an uncertain outline takes room on the page.
    write_demo_case(folder, shape=SHAPE, seed=1)
    return {channel: folder / f"demo_{channel}.nii.gz" for channel in CHANNELS}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is not installed; `make test-deps` installs it", pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS, timeout=PATIENCE_MS)
        yield running
        running.close()


@pytest.fixture
def open_context(browser: Browser, product: Product) -> Iterator[Callable[..., BrowserContext]]:
    """Give a maker of fresh browser profiles; all are closed after the test."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        settings = {"base_url": product.url, "viewport": {"width": 1280, "height": 800}, "locale": "en-GB"} | options
        context = browser.new_context(**settings)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    # It is kept with the account, which all tests share.
    product.request("PATCH", "/api/session/preferences", json={"convention": None, "palette": None, "panels": None})


@pytest.fixture
def page(open_context: Callable[..., BrowserContext], product: Product) -> Page:
    """Open a browser in which the administrator is signed in."""
    context = open_context()
    account = {"name": product.admin, "password": product.password}
    reply = context.request.post("/api/session", data=account, timeout=PATIENCE_MS)
    assert reply.ok
    return context.new_page()


@pytest.fixture(scope="session")
def ready_study(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Give a study with its mask: of the synthetic case, unless the test runs on a real one too."""
    study: dict[str, Any] = request.getfixturevalue(getattr(request, "param", "synthetic_study"))
    return study


@pytest.fixture(scope="session")
def synthetic_study(product: Product, demo_case: dict[str, Path]) -> dict[str, Any]:
    """Upload the synthetic case once by the API and wait for its mask; give the study."""
    return _segmented(product, demo_case, mrn="READY-1", name="Ada Lovelace", birth_date="1965-12-10", sex="female")


@pytest.fixture(scope="session")
def ready_files(request: pytest.FixtureRequest, ready_study: dict[str, Any]) -> dict[str, Path]:
    """Give the files by channel that the ready study was uploaded from."""
    real = ready_study["patient"]["mrn"] == REAL_MRN
    files: dict[str, Path] = request.getfixturevalue("real_files" if real else "demo_case")
    return files


@pytest.fixture(scope="session")
def real_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a real patient's volumes by channel."""
    folder = tmp_path_factory.mktemp("real")
    unpack_cases(REAL_CASE, to=folder)
    (found,) = (path.parent for path in folder.rglob("*flair.nii*"))
    return case_files(found)


@pytest.fixture(scope="session")
def real_study(product: Product, real_files: dict[str, Path]) -> dict[str, Any]:
    """Upload the real case once by the API and wait for its mask; give the study."""
    return _segmented(product, real_files, mrn=REAL_MRN, name="Real Case")


def _segmented(product: Product, files: dict[str, Path], **patient: str) -> dict[str, Any]:
    accepted = product.upload(files, **patient)
    job = product.finished_job(accepted["job"]["id"])
    assert job["state"] == "succeeded", job
    study: dict[str, Any] = product.request("GET", f"/api/studies/{accepted['study']['id']}").json()
    return study


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[WebServer]:
    """Start a web server of this test's own, without any account, patient or worker."""
    server = WebServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def measured(product: Product, ready_study: dict[str, Any]) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Give what the server keeps of the ready study; all of it goes after the test."""
    address = f"/api/studies/{ready_study['id']}/measurements"

    def items() -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = product.request("GET", address).json()["items"]
        return kept

    yield items
    for item in items():
        try:
            product.request("DELETE", f"/api/measurements/{item['id']}")
        except requests.HTTPError as error:
            # The page may be deleting it at this moment.
            if error.response is None or error.response.status_code != HTTPStatus.NOT_FOUND:
                raise
