"""Tasks whose weights do not ship: shown where studies are started, with what trains them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from model.tasks import load_cards
from tests.support.product import Product

UNTRAINED = [card for card in load_cards() if not card.served]


def test_a_task_without_weights_says_how_to_train_it_and_cannot_be_started(page: Page) -> None:
    page.goto("/upload")
    card = page.get_by_role("region", name="Tasks to train first")

    commands = card.get_by_label("Command that trains")
    expect(commands).to_have_count(len(UNTRAINED))
    assert set(commands.all_text_contents()) == {task.train_command for task in UNTRAINED}
    expect(card.get_by_role("heading", name="Heart")).to_be_visible()
    expect(card.get_by_role("button")).to_have_count(0)
    # What can be started is what it was.
    expect(page.get_by_label("File for FLAIR", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_said_in_korean_and_fits_the_window(
    open_context: Callable[..., BrowserContext], product: Product, width: int
) -> None:
    context = open_context(locale="ko-KR", viewport={"width": width, "height": 800})
    assert context.request.post("/api/session", data={"name": product.admin, "password": product.password}).ok
    page = context.new_page()
    page.goto("/upload")

    card = page.get_by_role("region", name="먼저 학습이 필요한 작업")
    expect(card.get_by_role("heading", name="심장")).to_be_visible()
    expect(card.get_by_label("심장 학습 명령")).to_contain_text("neuroslice train --task cardiac")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
