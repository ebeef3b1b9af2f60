"""What things are called for somebody who hears them out of context: landmarks, links, titles."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Page

from tests.browser.pages import LANGUAGES, page_types

pytestmark = pytest.mark.browser

#: Links outside the head and the foot of the page, as a screen reader lists them, with where they lead.
LINKS = """[...document.querySelectorAll('main a[href]:not([popover] a)')].map(link => {
    const named = (link.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    const text = named.map(id => document.getElementById(id).textContent).join(' ');
    const name = text || link.getAttribute('aria-label') || link.textContent;
    return [name.replace(/\\s+/g, ' ').trim(), link.getAttribute('href')];
})"""
#: What says something else than can be read on it: whoever speaks to the device says what they see.
SAYS_SOMETHING_ELSE = """[...document.querySelectorAll('a, button, summary')].flatMap(one => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true], title').forEach(hidden => hidden.remove());
    const [read, said] = [copy.textContent, one.getAttribute('aria-label') ?? copy.textContent]
        .map(text => text.replace(/\\s+/g, ' ').trim().toLowerCase());
    return said.includes(read) ? [] : [`${read} is called ${said}`];
})"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_that_lead_elsewhere_are_called_differently(portal_url: str, page: Page, language):
    page.set_viewport_size({"width": 1366, "height": 800})
    alike, other = {}, {}
    for path in page_types(portal_url, language):
        page.goto(path)
        names = Counter(name for name, _target in set(map(tuple, page.evaluate(LINKS))))
        alike[path] = [name for name, number in names.items() if number > 1]
        other[path] = page.evaluate(SAYS_SOMETHING_ELSE)

    assert {path: found for path, found in alike.items() if found} == {}
    assert {path: found for path, found in other.items() if found} == {}


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/uebungen/wandsitz/"])
def test_each_search_is_one_landmark_with_a_name_of_its_own(page: Page, path):
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(path)

    searches = page.get_by_role("search")
    assert searches.count() == 2
    lines = [one.aria_snapshot().splitlines()[0] for one in searches.all()]
    assert len(set(lines)) == 2


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/suche/", "Suche – "),
        ("/suche/?q=qqqqqq", "0 Treffer für „qqqqqq“ – "),
        ("/suche/?q=R%C3%BCcken&page=2", "Seite 2: [0-9]+ Treffer für „Rücken“ – "),
        ("/uebungen/?page=2", "Seite 2: Übungen – "),
        ("/uebungen/?kind=stretching&no_floor=1", "Übungen, Dehnen, Ohne Boden – "),
        ("/en/exercises/?without=K", "Exercises, without: .+ – "),
        ("/artikel/", "Rückenschmerzen verstehen – "),
    ],
)
def test_the_title_tells_what_was_found_and_which_page_of_it(page: Page, path, title):
    page.goto(path)

    assert re.match(title, page.title()), page.title()
