"""What a first visit costs: bytes over the wire, requests, and nothing that jumps while reading."""

from collections import defaultdict
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.pages import LIBRARY, page_types

pytestmark = pytest.mark.browser

#: The longest of their kind.
LONGEST = [
    "/artikel/muskulaere-dysbalance/",
    "/en/articles/muscular-imbalance/",
    "/de-simple/artikel/muskeln-im-ungleichgewicht/",
    "/uebungen/seitstuetz-auf-knien/",
    "/en/exercises/modified-side-plank/",
    "/de-simple/uebungen/stuetz-auf-der-seite/",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1366, "height": 844}
#: Shares of the pages, so that the workers of a run finish together.
PARTS = 2
#: In thousands of bytes, with fonts and headers.
MOST = 60
#: The library shows twenty-four drawings.
MOST_OF_A_LIBRARY = 78
REQUESTS = 8
WATCH_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries())
            window.shifts.push([entry.value, (entry.sources ?? []).map(
                source => (source.node?.outerHTML ?? source.node?.textContent ?? "").slice(0, 90))]);
    }).observe({type: "layout-shift", buffered: true});
"""
#: What fonts and scripts change, they have changed by then.
SETTLED = """() => document.fonts.ready.then(() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))))"""


@dataclass
class Visit:
    """What one visit fetched and what moved meanwhile."""

    sizes: dict[str, float]
    shifts: list

    @property
    def kilobytes(self) -> float:
        return sum(self.sizes.values()) / 1000


def first_visit(browser: Browser, url: str) -> Visit:
    """Visit a page on a phone with nothing kept from before, and look at it on a desktop after that."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.add_init_script(WATCH_SHIFTS)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on(
        "Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({urls[e["requestId"]]: e["encodedDataLength"]}),
    )
    page.goto(url, wait_until="load")
    page.evaluate(SETTLED)
    # A picture inside a style sheet is no request.
    fetched = {url: size for url, size in sizes.items() if not url.startswith("data:")}
    moved = page.evaluate("window.shifts")
    page.set_viewport_size(DESKTOP)
    page.reload(wait_until="load")
    page.evaluate(SETTLED)
    moved += page.evaluate("window.shifts")
    context.close()
    return Visit(fetched, moved)


def too_heavy(visit: Visit, most: int) -> list[str]:
    """What a first visit costs too much of."""
    heavy = [f"{visit.kilobytes:.1f} KB"] if visit.kilobytes > most else []
    many = [f"{len(visit.sizes)} requests: {[*visit.sizes]}"] if len(visit.sizes) > REQUESTS else []
    return heavy + many


@pytest.mark.parametrize("part", range(PARTS))
def test_a_first_visit_is_light_and_nothing_moves(portal_url, browser: Browser, part):
    problems: dict[str, list[str]] = defaultdict(list)
    for path in [*page_types(portal_url, "de"), *LONGEST][part::PARTS]:
        visit = first_visit(browser, portal_url + path)
        is_library = path.partition("?")[0] == LIBRARY["de"]
        problems[path] += too_heavy(visit, MOST_OF_A_LIBRARY if is_library else MOST)
        problems[path] += visit.shifts

    assert {path: found for path, found in problems.items() if found} == {}
