"""Every kind of page in every language and look: colours, widths, contrast modes, direction."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import live
from tests.browser.looking import (
    ALL_RULES,
    EMPTY_DRAWINGS,
    FAINT_DRAWINGS,
    FOLD_AGAIN,
    SCROLLS_SIDEWAYS,
    SMALL_TARGETS,
    UNFOLD,
    findings,
)
from tests.browser.pages import LANGUAGES, page_types

#: Shares of the pages, so that the workers of a run finish together.
PARTS = 3
#: 320 px is also what a screen of 1280 px shows at 400 %.
WIDE, NARROW = WIDTHS = (1366, 320)
LOOKS = [(NARROW, "dark"), (NARROW, "light"), (WIDE, "light"), (WIDE, "dark")]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_can_be_read_and_worked(
    portal_url: str, browser: Browser, language: str, part: int
) -> None:
    paths = page_types(portal_url, language)
    assert len(paths) > 20
    context = browser.new_context()
    page = context.new_page()
    problems = []
    for path in paths[part::PARTS]:
        page.goto(portal_url + path)
        problems += [f"{path} in {look}: {found}" for look, found in faults(page)]
    context.close()

    assert not problems, "\n".join(["", *problems])


def faults(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the page and the look in which it is; on a phone all is unfolded."""
    for width in WIDTHS:
        resize(page, width)
        sideways = ["scrolls sideways"] if page.evaluate(SCROLLS_SIDEWAYS) else []
        for found in sideways + page.evaluate(SMALL_TARGETS):
            yield f"{width} px", found
    page.evaluate(EMPTY_DRAWINGS)
    for width, scheme in LOOKS:
        resize(page, width)
        page.emulate_media(color_scheme=scheme)
        for found in findings(page, ALL_RULES):
            yield f"{width} px, {scheme}", found


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(UNFOLD if width == NARROW else FOLD_AGAIN)


def test_forced_colours_keep_drawings_and_focus_visible(portal_url: str, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    problems: dict[str, list[str]] = {}
    for path in page_types(portal_url, "de"):
        page.goto(portal_url + path)
        for scheme, keys in THERE_AND_BACK.items():
            page.emulate_media(color_scheme=scheme, forced_colors="active")
            if faint := page.evaluate(FAINT_DRAWINGS) + faint_focus(page, keys):
                problems[f"{path} in {scheme}"] = faint
    context.close()

    assert problems == {}


#: In the second scheme the way leads back over the same elements.
THERE_AND_BACK = {"light": ["Tab"] * 8, "dark": ["Tab", *["Shift+Tab"] * 8]}


def faint_focus(page: Page, keys: list[str]) -> list[str]:
    """Return which elements on a way through the page do not show that they have the focus."""
    faint = []
    for key in keys:
        page.keyboard.press(key)
        unseen = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                const page = getComputedStyle(document.documentElement).backgroundColor;
                const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                    && style.outlineColor !== page;
                return seen ? '' : `no focus: ${document.activeElement.outerHTML.slice(0, 120)}`;
            }"""
        )
        faint += [unseen] if unseen else []
    return faint


@pytest.fixture(scope="module")
def arabic_portal(
    prepared: live.Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[live.Portal]:
    """A portal that offers Arabic, with content that is still German."""
    data: Path = tmp_path_factory.mktemp("arabic") / "data"
    shutil.copytree(prepared.data, data)
    offered = live.environment(data, prepared.static, PUBLIC_LANGUAGES="de,ar")
    portal = live.serve(offered)
    yield portal
    portal.stop()


def test_portal_reads_from_right_to_left(arabic_portal: live.Portal, browser: Browser) -> None:
    context = browser.new_context(base_url=arabic_portal.url)
    page = context.new_page()
    page.goto("/ar/")
    ways = page.locator("main a, header a").evaluate_all("all => all.map(a => a.pathname)")
    arabic = sorted({way for way in ways if way.startswith("/ar/")})
    assert len(arabic) > 12
    problems: dict[str, list[str]] = defaultdict(list)
    for path in arabic:
        page.goto(path)
        for width in (1366, 320):
            page.set_viewport_size({"width": width, "height": 900})
            problems[path] += page.evaluate(NOT_RIGHT_TO_LEFT)
            if page.evaluate(SCROLLS_SIDEWAYS):
                problems[path].append(f"scrolls sideways at {width} px")
    context.close()

    assert {path: found for path, found in problems.items() if found} == {}


#: What is wrong on a page that should read from right to left but holds German text.
NOT_RIGHT_TO_LEFT = """() => {
    const wrong = [];
    const root = document.documentElement;
    if (root.lang !== 'ar' || root.dir !== 'rtl') wrong.push(`${root.lang} ${root.dir}`);
    for (const german of document.querySelectorAll('main [lang=de]:not(a)')) {
        if (getComputedStyle(german).direction !== 'ltr') wrong.push(german.outerHTML.slice(0, 120));
    }
    const logo = document.querySelector('.logo').getBoundingClientRect();
    if (logo.left + logo.width / 2 < innerWidth / 2) wrong.push('the name stands on the left');
    return wrong;
}"""
