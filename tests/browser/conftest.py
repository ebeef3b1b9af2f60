"""What the browser tests share: an editor who has logged in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, StorageState

from tests.live import Portal

NAME, PASSWORD = "redaktion", "drei-ruhige-atemzuege"


@pytest.fixture(scope="session")
def logged_in(browser: Browser, portal: Portal) -> StorageState:
    """The cookies of somebody who may edit everything; checking a password takes its time."""
    portal.add_superuser(NAME, PASSWORD)
    context = browser.new_context(base_url=portal.url)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation(url="**/admin/"):
        page.click("[type=submit]")
    state = context.storage_state()
    context.close()
    return state
