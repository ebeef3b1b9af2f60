"""From the library to a plan on paper, on the phone and in the calendar, without a script."""

import re
import shutil
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_print import sheets

pytestmark = pytest.mark.browser
TEN = (
    "cat-cow,pelvic-tilt:10x5s,bird-dog:5x8s,glute-bridge:2x12,sit-to-stand,wall-push-up,"
    "hip-flexor-stretch,hamstring-stretch,doorway-chest-stretch,knee-to-chest"
)


@pytest.fixture
def plain(portal_url: str, browser: Browser):
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=portal_url)
    yield context.new_page()
    context.close()


def code_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["e"][0]


def test_three_exercises_are_found_added_put_in_order_and_given_another_dose(plain: Page):
    plain.goto("/uebungen/")
    plain.locator(".facet__option", has_text="Ohne Boden").click()
    plain.get_by_role("link", name="Wandsitz", exact=True).click()
    plain.get_by_role("link", name="In meinen Plan").click()
    assert code_of(plain) == "wall-sit"

    plain.get_by_role("link", name="Übungen hinzufügen").click()
    for name in ("In meinen Plan: Gesäß anspannen", "In meinen Plan: Wadendehnung an der Wand"):
        plain.get_by_role("link", name=name).click()
        expect(plain.locator(".plan-step", has_text="In Ihrem Plan").first).to_be_attached()
    plain.locator(".plan-bar").get_by_role("link", name="Zum Plan").click()
    assert code_of(plain) == "wall-sit,glute-squeeze,calf-stretch"

    plain.get_by_role("link", name="Nach oben: Wadendehnung an der Wand").click()
    assert code_of(plain) == "wall-sit,calf-stretch,glute-squeeze"
    plain.locator("#glute-squeeze summary").click()
    plain.locator("#glute-squeeze").get_by_label("Wiederholungen").fill("9")
    plain.locator("#glute-squeeze").get_by_label("Durchgänge").fill("1")
    plain.locator("#glute-squeeze").get_by_role("button", name="Übernehmen").click()
    assert code_of(plain) == "wall-sit,calf-stretch,glute-squeeze:9x5s"

    with plain.expect_download() as download:
        plain.get_by_role("button", name="Als Kalenderdatei speichern").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event["rrule"]["byday"] == ["MO", "WE", "FR"]
    assert event["url"] == plain.url.partition("#")[0]
    assert plain.context.cookies() == []


def test_the_qr_code_on_the_page_leads_to_the_plan(page: Page, tmp_path):
    page.emulate_media(color_scheme="dark")
    page.goto("/plan/?e=wall-sit,bird-dog:5x8s")
    page.locator(".plan__qr").screenshot(path=tmp_path / "qr.png")

    (found,) = zxingcpp.read_barcodes(Image.open(tmp_path / "qr.png"))

    assert found.text == page.url


def test_a_plan_of_ten_is_printed_on_one_sheet_with_all_stop_rules(page: Page):
    page.goto(f"/plan/?e={TEN}")
    rules = page.locator(".plan__stop li").all_inner_texts()

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(page.locator(".plan-row").all()) == 10
    assert sheets(pdf) == 1
    assert len(rules) >= 3
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not there")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    paper = without_breaks(done.stdout.decode())
    assert [rule for rule in rules if without_breaks(rule) not in paper] == []


def without_breaks(text: str) -> str:
    """Return text as it reads wherever its lines end."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def test_the_plan_can_be_worked_with_the_keyboard_alone(page: Page):
    page.goto("/plan/?e=wall-sit,bird-dog")

    page.get_by_role("link", name="Nach unten: Wandsitz").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"e=bird-dog,wall-sit#wall-sit$"))
    page.keyboard.press("Tab")

    # The reader stays at the exercise that moved.
    inside = page.evaluate("document.activeElement.closest('.plan-row')?.id")
    assert inside == "wall-sit"
