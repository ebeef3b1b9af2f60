"""What comes out of the printer: an exercise or a week on one sheet, the long article on four, all of it open."""

import re
import shutil
import subprocess
from functools import partial

import pytest
from playwright.sync_api import Page

from tests.browser.pages import get
from tests.sitemap import sitemap_paths

pytestmark = pytest.mark.browser

ARTICLES = [
    "/artikel/muskulaere-dysbalance/",
    "/en/articles/muscular-imbalance/",
    "/de-simple/artikel/muskeln-im-ungleichgewicht/",
]
EXERCISE = re.compile(r"(?:/en|/de-simple)?/(?:uebungen|exercises)/[^/]+/")
#: Of the other languages every sixth exercise.
SAMPLE = 6
WARNING_SIGNS = ["/warnzeichen/", "/en/warning-signs/", "/de-simple/warnzeichen/"]
#: The fullest weeks: most exercises, most sessions, longest words.
WEEKS = [
    "/programme/sechs-wochen-fuer-den-einstieg/woche-4/",
    "/programme/fuenf-minuten-am-schreibtisch/woche-2/",
    "/en/programmes/six-weeks-to-get-started/week-2/",
    "/de-simple/programme/sechs-wochen-ueben/woche-6/",
]


def paper(page: Page, url: str) -> bytes:
    page.goto(url)
    return page.pdf(prefer_css_page_size=True)


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def text(pdf: bytes) -> str:
    """Return the words of a PDF, one space between them."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not there")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.fixture(scope="module")
def exercises(portal_url) -> list[str]:
    found = sorted(filter(EXERCISE.fullmatch, sitemap_paths(partial(get, portal_url))))
    german = [path for path in found if path.startswith("/uebungen/")]
    others = [path for path in found if not path.startswith("/uebungen/")]
    assert len(german) > 20
    return german + others[::SAMPLE]


def test_every_exercise_fits_on_one_sheet(portal_url, page: Page, exercises):
    longer = [path for path in exercises if sheets(paper(page, portal_url + path)) != 1]

    assert longer == []


@pytest.mark.parametrize("path", WEEKS)
def test_a_week_is_one_sheet_with_boxes_doses_stop_rules_and_address(portal_url, page: Page, path):
    pdf = paper(page, portal_url + path)

    assert sheets(pdf) == 1
    page.emulate_media(media="print")
    boxes = page.locator(".session__box:visible")
    assert boxes.count() == page.locator(".session").count() >= 3
    shown = text(pdf)
    selectors = (
        ".exercise-entry__title",
        ".exercise-entry__dose",
        ".week__stop li",
        ".week__stop p",
    )
    for selector in selectors:
        for said in page.locator(selector).all_inner_texts():
            assert said.split()[-1] in shown, selector
    assert portal_url + path in shown
    assert page.locator(".print-address time").inner_text() in shown


@pytest.mark.parametrize("path", WARNING_SIGNS)
def test_all_warning_signs_are_on_one_sheet(portal_url, page: Page, path):
    pdf = paper(page, portal_url + path)

    assert sheets(pdf) == 1
    signs = page.locator(".tier li").all_inner_texts()
    assert len(signs) > 30
    shown = text(pdf)
    for sign in signs:
        assert sign.split()[-1].strip(".") in shown


@pytest.mark.parametrize("path", ARTICLES)
def test_the_longest_article_fits_on_four_sheets(portal_url, page: Page, path):
    assert sheets(paper(page, portal_url + path)) <= 4


def test_the_sheet_of_an_exercise_says_all_that_is_needed_at_home(portal_url, page: Page):
    pdf = paper(page, f"{portal_url}/uebungen/kaefer/")
    shown = text(pdf)

    for selector in (
        ".dose__main",
        # The first says when to call 112; on paper the warning signs above do.
        ".stop li + li",
        ".steps li",
        ".cautions dd",
        ".variant--easier p:not(.variant__when)",
        ".breathing p",
    ):
        for said in page.locator(selector).all_inner_texts():
            assert said.split()[-1].strip(".") in shown, selector
    emergency, *others = page.locator(".stop li").all_inner_texts()
    assert "112" in emergency
    assert "Rufen Sie jetzt 112" in shown
    for sentence in others:
        assert " ".join(sentence.split()[:4]) in shown
    assert f"{portal_url}/uebungen/kaefer/" in shown
    changed = page.locator(".print-address time").text_content()
    assert changed is not None
    assert changed in shown
    assert "DOI" in shown


@pytest.mark.parametrize("path", ["/uebungen/kaefer/", *ARTICLES])
def test_the_folded_warning_signs_are_open_on_paper(portal_url, page: Page, path):
    shown = text(paper(page, portal_url + path))

    signs = page.locator(".warning-signs .tier--emergency li").all_text_contents()
    assert signs
    for sign in signs:
        assert " ".join(sign.split()[:3]) in shown


def test_folds_open_for_the_printer_and_close_again(portal_url, page: Page):
    page.goto(f"{portal_url}/uebungen/kaefer/")
    fold = page.locator(".warning-signs details")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert fold.evaluate("fold => fold.open")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not fold.evaluate("fold => fold.open")


@pytest.mark.parametrize("path", ["/uebungen/kaefer/", "/artikel/muskulaere-dysbalance/"])
def test_running_text_on_paper_is_large_enough_to_read(portal_url, page: Page, path):
    page.emulate_media(media="print")
    page.goto(portal_url + path)

    sizes = page.locator(
        ":is(.steps li, .stop li, .cautions dd, .variant p, .article-text .prose p)"
    )
    points = sizes.evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75)"
    )
    assert points
    assert min(points) >= 9.5
