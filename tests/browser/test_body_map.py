"""The body map in a real browser: every tap reaches its muscle, every focus shows."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

#: Every area of the map with the size of its number's surroundings and how much of each is its own.
TAPS = """() => [...document.querySelectorAll('.body-map svg a')].map(link => {
    const svg = link.ownerSVGElement;
    const hits = (x, y) => document.elementFromPoint(x, y)?.closest('a') === link;
    const target = link.querySelector('.body-map__target');
    target.scrollIntoView({block: 'center', behavior: 'instant'});
    const box = target.getBoundingClientRect();
    const corners = [[.02, .02], [.98, .02], [.5, .5], [.02, .98], [.98, .98]];
    const area = link.querySelector('.body-map__region');
    const frame = area.getBBox();
    const inside = [];
    for (let i = 0; i < 400; i++) {
        const point = svg.createSVGPoint();
        point.x = frame.x + frame.width * (i % 20) / 20;
        point.y = frame.y + frame.height * Math.floor(i / 20) / 20;
        if (area.isPointInFill(point)) inside.push(point.matrixTransform(svg.getScreenCTM()));
    }
    return {
        name: link.getAttribute('aria-label'),
        size: Math.min(box.width, box.height),
        number: corners.every(([x, y]) => hits(box.x + box.width * x, box.y + box.height * y)),
        area: inside.filter(point => hits(point.x, point.y)).length / inside.length,
    };
})"""


@pytest.mark.parametrize(("width", "smallest"), [(320, 24), (390, 44), (1366, 44)])
def test_no_muscle_takes_the_taps_of_another(portal_url, browser: Browser, width, smallest):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{portal_url}/koerperkarte/")
    taps = page.evaluate(TAPS)
    context.close()

    assert len(taps) > 30
    assert [tap for tap in taps if tap["size"] < smallest] == []
    assert [tap for tap in taps if not tap["number"] or tap["area"] < 0.97] == []


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_focused_muscle_looks_different(portal_url, browser: Browser, forced):
    context = browser.new_context(forced_colors=forced)
    page = context.new_page()
    page.goto(f"{portal_url}/koerperkarte/")
    link = page.locator(".body-map svg a").nth(3)
    look = """link => ['region', 'dot'].map(name => {
        const style = getComputedStyle(link.querySelector('.body-map__' + name));
        return [style.fill, style.fillOpacity, style.stroke, style.strokeWidth].join();
    })"""
    before = link.evaluate(look)

    page.locator(".body-map svg a").nth(2).focus()
    page.keyboard.press("Tab")

    expect(link).to_be_focused()
    assert all(one != other for one, other in zip(before, link.evaluate(look), strict=True))
    context.close()


def test_a_tap_leads_to_the_muscle_and_on_to_an_exercise(portal_url, page: Page):
    page.goto(f"{portal_url}/koerperkarte/")
    page.locator("a[href='#muscle-gluteus-maximus'] .body-map__region").click()

    muscle = page.locator("#muscle-gluteus-maximus")
    expect(muscle).to_be_in_viewport()
    muscle.locator("li a").first.click()
    page.wait_for_url("**/uebungen/*/")


def test_the_drawing_can_be_skipped(portal_url, page: Page):
    page.goto(f"{portal_url}/koerperkarte/")
    page.locator("a[href='#muscles-front']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("!!document.activeElement.closest('#muscles-front')")
