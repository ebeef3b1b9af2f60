"""What a first visit costs: bytes over the wire, requests, and nothing that jumps while reading."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "article": "/artikel/die-ersten-tage/",
    "longest article": "/artikel/muskulaere-dysbalance/",
    "exercise": "/uebungen/kaefer/",
    "library": "/uebungen/",
    "pair": "/muskelpaare/rueckenmuskeln-und-bauchmuskeln/",
}
#: In thousands of bytes, with fonts and headers. The library shows twenty-four drawings, the longest
#: article four and three exercises.
MOST = {
    "home": 60,
    "article": 60,
    "longest article": 68,
    "exercise": 60,
    "library": 84,
    "pair": 60,
}
REQUESTS = 8
WATCH_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries())
            window.shifts.push([entry.value, (entry.sources ?? []).map(
                source => (source.node?.outerHTML ?? source.node?.textContent ?? "").slice(0, 90))]);
    }).observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Visit:
    """What one visit fetched and what moved meanwhile."""

    sizes: dict[str, float]
    shifts: list

    @property
    def kilobytes(self) -> float:
        return sum(self.sizes.values()) / 1000


def first_visit(browser: Browser, url: str, width: int) -> Visit:
    context = browser.new_context(viewport={"width": width, "height": 844})
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
    page.goto(url, wait_until="networkidle")
    visit = Visit(sizes, page.evaluate("window.shifts"))
    context.close()
    return visit


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light(portal_url, browser: Browser, name):
    visit = first_visit(browser, portal_url + PAGES[name], 390)

    assert visit.kilobytes <= MOST[name], visit.sizes
    assert len(visit.sizes) <= REQUESTS, visit.sizes


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_loads(portal_url, browser: Browser, name, width):
    visit = first_visit(browser, portal_url + PAGES[name], width)

    assert visit.shifts == []
