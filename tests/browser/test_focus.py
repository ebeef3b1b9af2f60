"""Where a reader is after an action that loads the page anew: there, and not at its beginning."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_reading import focus_is_visible

pytestmark = pytest.mark.browser
PLAN = "/plan/?e=glute-bridge:3x12,bird-dog:2x8s,chin-tuck"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def reader(request: pytest.FixtureRequest, portal_url: str, browser: Browser):
    """A page of a browser that runs scripts, and of one that does not."""
    context = browser.new_context(java_script_enabled=request.param, base_url=portal_url)
    yield context.new_page()
    context.close()


def press(page: Page, selector: str) -> None:
    """Go to the first of these and press Enter, as somebody without a mouse does."""
    with page.expect_navigation():
        page.locator(selector).first.press("Enter")


def has_the_focus(page: Page, name: str) -> None:
    """The focus is on what a screen reader calls by this name, and it can be seen."""
    focused = page.locator(":focus")
    named = focused.get_attribute("aria-labelledby")
    said = page.locator(f"#{named}").text_content() if named else focused.inner_text()
    assert re.search(name, said.replace("\u00a0", " ")), said
    expect(focused).to_be_in_viewport()
    assert focus_is_visible(page)


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("[aria-label='Nach unten: Beckenheben']", "^Beckenheben, .* Nummer 2 von 3"),
        ("[aria-label='Nach oben: Kinn zurückziehen']", "^Kinn .* Nummer 2 von 3"),
        ("[aria-label='Entfernen: Beckenheben']", "^Vierfüßler .* Nummer 1 von 2"),
        ("[aria-label='Entfernen: Kinn zurückziehen']", "^Vierfüßler .* Nummer 2 von 2"),
        (".plan__add", "Nummer 4 von 4 in Ihrem Plan$"),
    ],
)
def test_whoever_changes_the_plan_hears_what_became_of_it(reader: Page, action, name):
    reader.goto(PLAN)

    press(reader, action)

    has_the_focus(reader, name)


def test_whoever_empties_the_plan_hears_how_to_begin(reader: Page):
    reader.goto("/plan/?e=bird-dog")

    press(reader, "[aria-label^='Entfernen']")

    has_the_focus(reader, "So fangen Sie an")


def test_a_new_dose_leads_back_to_its_exercise(reader: Page):
    reader.goto(PLAN)
    reader.locator("#bird-dog summary").press("Enter")
    reader.locator("#bird-dog [name=sets]").fill("3")

    press(reader, "#bird-dog form button")

    has_the_focus(reader, "^Vierfüßler .*3 Durchgänge.* Nummer 2 von 3")


def test_an_impossible_dose_is_said_where_it_was_asked_for(reader: Page):
    reader.goto(PLAN)
    reader.locator("#bird-dog summary").press("Enter")
    # What the browser would not have sent.
    reader.locator("#bird-dog form").evaluate("form => form.noValidate = true")
    reader.locator("#bird-dog [name=sets]").fill("99")

    press(reader, "#bird-dog form button")

    has_the_focus(reader, "nicht möglich.*bis zu 10 Durchgänge")
    expect(reader).to_have_title(re.compile("^Fehler: Mein Plan"))
    expect(reader.locator("#bird-dog [name=sets]")).to_have_accessible_description(
        re.compile("nicht möglich")
    )


def test_a_calendar_without_a_day_says_so_and_leads_to_the_days(reader: Page):
    reader.goto(PLAN)
    for _ in range(3):
        reader.locator("[name=days]:checked").first.uncheck()

    press(reader, ".plan__calendar form button")

    has_the_focus(reader, "Es gibt noch keine Kalenderdatei")
    expect(reader).to_have_title(re.compile("^Fehler: Mein Plan"))
    press(reader, "#calendar-errors a")
    expect(reader.locator(":focus")).to_have_attribute("name", "days")
    expect(reader.get_by_role("group", name="An welchen Tagen?")).to_have_accessible_description(
        "Wählen Sie mindestens einen Tag."
    )


def test_adding_in_the_library_says_that_it_is_in_the_plan(reader: Page):
    reader.goto("/uebungen/?plan=bird-dog")

    press(reader, ".plan-step a[rel]")

    has_the_focus(reader, "In Ihrem Plan")


@pytest.mark.parametrize(
    ("address", "action", "name"),
    [
        ("/uebungen/", ".facet__option", "^\\s*[0-9]+ Übungen"),
        ("/uebungen/?kind=stretching", ".chosen__all", "^\\s*[0-9]+ Übungen"),
        ("/suche/?q=Nacken", ".facet__option", "^\\s*[0-9]+ Treffer für „Nacken“"),
    ],
)
def test_a_filter_says_how_much_it_leaves(reader: Page, address, action, name):
    reader.goto(address)

    press(reader, action)

    has_the_focus(reader, name)


def test_a_search_that_cannot_be_answered_says_why_in_its_field(reader: Page):
    reader.goto(f"/suche/?q={'x' * 250}")

    expect(reader.locator(":focus")).to_have_accessible_description(re.compile("zu lang"))
    expect(reader).to_have_title(re.compile("^Fehler: Suche"))
