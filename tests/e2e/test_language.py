"""The product in Korean, chosen by the browser or by its reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.product import CHANNELS, Product


def korean_page(open_context: Callable[..., BrowserContext], product: Product) -> Page:
    """Sign in with a Korean browser."""
    page = open_context(locale="ko-KR").new_page()
    page.goto("/upload")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.get_by_label("이름").fill(product.admin)
    page.get_by_label("비밀번호").fill(product.password)
    page.get_by_role("button", name="로그인").click()
    expect(page.get_by_role("heading", name="검사 업로드")).to_be_visible()
    return page


def test_a_korean_browser_gets_korean_pages_and_its_reader_may_choose_english(
    open_context: Callable[..., BrowserContext], product: Product
) -> None:
    page = korean_page(open_context, product)
    page.get_by_role("button", name="계정 메뉴").click()
    page.get_by_text("English").click()
    expect(page.get_by_role("heading", name="Upload a study")).to_be_visible()
    page.reload()

    expect(page.get_by_role("heading", name="Upload a study")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_what_the_server_refuses_is_said_in_korean_too(
    open_context: Callable[..., BrowserContext], product: Product, tmp_path: Path
) -> None:
    page = korean_page(open_context, product)
    files = [tmp_path / f"case_{channel}.nii" for channel in CHANNELS]
    for file in files:
        file.write_bytes(b"no volume " + file.name.encode())
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_label("등록번호").fill("KO-1")
    page.get_by_label("이름").fill("김민지")
    page.get_by_role("button", name="업로드 및 분할").click()

    expect(page.get_by_text("NIfTI 파일이 아닙니다.").first).to_be_visible()
