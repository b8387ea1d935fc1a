"""The product in Korean, chosen by the browser or by its reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.product import CHANNELS, Product

# Names, units, formats and terms that Korean radiologists write in Latin letters too.
LATIN = {
    *("FLAIR", "T1", "T1ce", "T2", "WT", "TC", "ET", "RANO", "MRI", "RAS", "ROI", "Dice"),
    *("mm", "mL", "PNG", "CSV", "NIfTI", "nii", "gz", "3D"),
    *("Ctrl", "Shift", "Alt", "Page", "Up", "Down", "Home", "End", "Delete", "Enter", "AM", "PM"),
    "NeuroSlice",
}
# Everything that is shown, or said of what is shown.
SHOWN = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.parentElement.checkVisibility({visibilityProperty: true})) texts.push(node.data);
    } else if (node.checkVisibility({visibilityProperty: true})) {
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'])
        texts.push(node.getAttribute(name) ?? '');
    }
  }
  return texts.filter((text) => text.trim() !== '');
}"""


def latin_words(texts: list[str], *, names: list[str]) -> set[str]:
    """Give the Latin words of two letters or more that are neither allowed nor parts of names."""
    allowed = LATIN | {word for name in names for word in re.findall(r"\w+", name)}
    return {
        f"{word} in {text!r}"
        for text in texts
        for word in re.findall(r"[0-9]*[A-Za-z][A-Za-z0-9]+", text)
        if word not in allowed
    }


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


def test_the_viewer_shows_no_english_word_to_a_korean_reader(
    open_context: Callable[..., BrowserContext], product: Product, ready_study: dict[str, Any]
) -> None:
    page = korean_page(open_context, product)
    page.goto(f"/studies/{ready_study['id']}")
    expect(page.get_by_test_id("sum-of-products")).to_be_visible()
    # As it is now: what somebody has typed is nobody's to translate.
    study = product.request("GET", f"/api/studies/{ready_study['id']}").json()
    names = [study["patient"]["name"], study["patient"]["mrn"], study["description"] or "", product.admin]
    seen: list[str] = page.evaluate(SHOWN)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    seen += page.evaluate(SHOWN)

    assert "축상면" in " ".join(seen)
    assert latin_words(seen, names=names) == set()
