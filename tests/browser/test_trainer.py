"""The guided session in a real browser, with a clock that the tests turn."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import (
    ALL_RULES,
    SMALL_TARGETS,
    findings,
)
from tests.browser.test_read_aloud import FAKE, LOCAL, REMOTE

pytestmark = pytest.mark.browser

#: Two sides of two holds of five seconds, then three slow movements: 114 seconds with all between.
SHORT = "/en/plan/training/?e=bird-dog:2x5s,sit-to-stand:3"
READY, HOLD, RELEASE, CHANGE, MOVE = 30, 5, 3, 10, 12
FIRST_EXERCISE = READY + 2 * (HOLD + RELEASE) + CHANGE + 2 * (HOLD + RELEASE)

BEGIN, DIALOG = "[data-trainer-begin]", "dialog[data-trainer]"
NOW, NUMBER, FACTS, PAUSE = "[data-now]", "[data-number]", "[data-facts]", "[data-pause]"
NOTICE, ASK, PLACE = "[data-notice]", "[data-ask]", "[data-place]"

#: Keeps everything the live region ever said.
HEAR = """
    window.heard = [];
    const live = document.querySelector("[data-live]");
    new MutationObserver(() => heard.push(live.textContent)).observe(live, {childList: true});
"""
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));
}"""
SHOWN_POSE = """() => [...document.querySelectorAll("[data-drawing] > *")]
    .findIndex(pose => getComputedStyle(pose).display !== "none")"""
FAKE_LOCK = """
    window.locks = [];
    Object.defineProperty(navigator, "wakeLock", {value: {request: async () => {
        locks.push("on");
        return {release: async () => locks.push("off")};
    }}});
"""


@pytest.fixture
def train(page: Page) -> Callable[..., Page]:
    """Open a session and begin it, with a clock that stands until a test turns it."""

    def begin(path: str = SHORT, *, by_keyboard: bool = False) -> Page:
        page.clock.install(time=dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC))
        page.goto(path)
        page.clock.pause_at(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC))
        page.evaluate(HEAR)
        if by_keyboard:
            page.locator(BEGIN).focus()
            page.keyboard.press("Enter")
        else:
            page.click(BEGIN)
        return page

    return begin


def wait(page: Page, seconds: float) -> None:
    page.clock.run_for(round(seconds * 1000))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def shown(page: Page) -> tuple[str, str]:
    """What to do now, and the large number."""
    return page.locator(NOW).inner_text(), page.locator(NUMBER).inner_text()


def test_a_session_is_trained_to_its_end_without_a_pointer(train):
    page = train(by_keyboard=True)
    expect(page.locator(PAUSE)).to_be_focused()
    expect(page.locator(PLACE)).to_have_text("Exercise 1 of 2")
    assert shown(page) == ("Get ready", "30")

    wait(page, READY + 1)
    assert shown(page) == ("Hold", "4")
    assert page.locator(FACTS).locator("li").all_inner_texts() == [
        "First side",
        "Repetition 1 of 2",
    ]
    assert page.evaluate(SHOWN_POSE) == 1
    wait(page, HOLD)
    assert shown(page) == ("Let go", "2")
    assert page.evaluate(SHOWN_POSE) == 0
    wait(page, 2 * (HOLD + RELEASE) - HOLD)
    assert shown(page) == ("Change sides", "9")
    wait(page, CHANGE)
    assert page.locator(FACTS).inner_text().startswith("Second side")
    expect(page.locator("[data-drawing]")).to_have_class("trainer__drawing is-mirrored")
    wait(page, 2 * (HOLD + RELEASE))
    expect(page.locator(PLACE)).to_have_text("Exercise 2 of 2")
    wait(page, READY + 4)
    assert shown(page) == ("Move slowly", "2")
    expect(page.locator("[data-unit]")).to_have_text("of 3")
    wait(page, MOVE)

    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator("[data-trainer-end]")).to_be_focused()
    expect(page.locator("[data-trainer-end]")).to_be_in_viewport()


def test_the_live_region_tells_each_change_once_and_no_second(train):
    page = train()
    wait(page, FIRST_EXERCISE + READY + MOVE - 1)

    heard = page.evaluate("heard")
    assert heard[0].startswith("Exercise 1 of 2: Bird dog hold. Get ready. ")
    assert heard[1:5] == [
        "Hold. First side. Repetition 1 of 2.",
        "Let go.",
        "Hold. Repetition 2 of 2.",
        "Let go.",
    ]
    assert heard[-1] == "Move slowly."
    assert len(heard) == 1 + 4 + 1 + 4 + 1 + 1
    expect(page.locator("[role=timer]")).to_have_text("Repetition 3 of 3")


def test_the_live_region_answers_to_more_time_and_to_going_on(train):
    page = train()
    wait(page, 10)
    live = page.locator("[data-live]")

    page.locator("[data-extend]").press("Enter")
    expect(live).to_have_text("Seconds left: 30")
    page.locator(PAUSE).press("Enter")
    expect(live).to_have_text("Paused")
    page.locator(PAUSE).press("Enter")
    expect(live).to_have_text("Get ready. Seconds left: 30")


def test_pausing_holds_the_time_and_it_goes_on_where_it_stood(train):
    page = train()
    wait(page, READY + 2)
    press(page, "Space")
    expect(page.locator(PAUSE)).to_have_text("Continue")
    expect(page.locator(NOTICE)).to_have_text("Paused")

    wait(page, 600)
    assert shown(page) == ("Hold", "3")
    press(page, "Space")
    wait(page, 1)
    assert shown(page) == ("Hold", "2")
    expect(page.locator(NOTICE)).to_be_hidden()


def test_skipping_going_back_and_ten_seconds_more(train):
    page = train()
    press(page, "ArrowRight")
    assert shown(page) == ("Hold", "5")
    press(page, "+")
    assert shown(page) == ("Hold", "15")
    press(page, "ArrowRight")
    assert shown(page) == ("Change sides", "10")
    wait(page, 4)
    press(page, "ArrowLeft")
    assert shown(page) == ("Change sides", "10")
    press(page, "ArrowLeft")
    assert shown(page) == ("Hold", "5")

    page.click("[data-stop-fold] summary")
    expect(page.locator(NOTICE)).to_have_text("Paused")
    expect(page.locator("[data-rules]")).to_contain_text("112")
    page.click("[data-leave-out]")
    expect(page.locator(PLACE)).to_have_text("Exercise 2 of 2")
    expect(page.locator(PAUSE)).to_be_focused()
    press(page, "ArrowRight", "ArrowRight")
    expect(page.locator("[data-trainer-end]")).to_be_focused()


def test_keys_do_what_a_focused_control_does_and_nothing_outside(train):
    page = train()
    page.locator("[data-extend]").focus()
    press(page, "Space")
    assert shown(page) == ("Get ready", "40")
    expect(page.locator(PAUSE)).to_have_text("Pause")
    page.locator("[data-sound]").focus()
    press(page, "Space")
    expect(page.locator("[data-sound]")).to_be_checked()
    expect(page.locator(PAUSE)).to_have_text("Pause")
    press(page, "Control+ArrowRight")
    assert shown(page) == ("Get ready", "40")

    press(page, "Escape")
    page.click(f"{ASK} [value=end]")
    press(page, "ArrowRight", "+")
    expect(page.locator(DIALOG)).to_be_hidden()


def test_ending_asks_first_and_gives_the_focus_back(train):
    page = train()
    wait(page, 10)
    press(page, "Escape")
    expect(page.locator(ASK)).to_be_visible()
    wait(page, 60)
    press(page, "Escape")
    expect(page.locator(PAUSE)).to_have_text("Pause")
    wait(page, 1)
    assert shown(page) == ("Get ready", "19")

    page.click("[data-end]")
    press(page, "Tab", "Enter")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(BEGIN)).to_be_focused()


def test_after_a_hidden_tab_the_session_is_where_the_clock_says(train):
    page = train()
    page.evaluate(HIDE, True)
    page.clock.fast_forward((READY + HOLD + RELEASE + 1) * 1000)
    page.evaluate(HIDE, False)
    assert shown(page) == ("Hold", "4")
    assert page.locator(FACTS).inner_text().endswith("Repetition 2 of 2")
    expect(page.locator(PAUSE)).to_have_text("Pause")


@pytest.mark.parametrize("hidden", [True, False], ids=["hidden tab", "closed lid"])
def test_nobody_is_taken_past_the_next_exercise_while_away(train, hidden):
    page = train()
    wait(page, 1)
    if hidden:
        page.evaluate(HIDE, True)
    page.clock.fast_forward("01:00:00")
    if hidden:
        page.evaluate(HIDE, False)

    expect(page.locator(PLACE)).to_have_text("Exercise 2 of 2")
    assert shown(page) == ("Get ready", "30")
    expect(page.locator(NOTICE)).to_contain_text("You were away")
    press(page, "Space")
    wait(page, 1)
    assert shown(page) == ("Get ready", "29")


@pytest.mark.parametrize(("motion", "poses"), [("no-preference", {0, 1}), ("reduce", {1})])
def test_the_drawing_shows_the_pace_unless_motion_disturbs(train, page, motion, poses):
    page.emulate_media(reduced_motion=motion)
    train()
    wait(page, FIRST_EXERCISE + READY)
    seen = set()
    for _ in range(4):
        wait(page, 1)
        seen.add(page.evaluate(SHOWN_POSE))

    assert seen == poses


@pytest.mark.parametrize(("voices", "offered"), [(LOCAL, True), (REMOTE, False)])
def test_only_a_voice_of_the_device_is_offered_and_silence_is_where_it_begins(
    train, page, voices, offered
):
    page.add_init_script(FAKE % json.dumps(voices))
    train()
    switches = page.locator("[data-trainer-switches] input")

    assert [switch.is_checked() for switch in switches.all()] == [False] * 3
    expect(page.locator("[data-vibration]")).to_be_hidden()
    expect(page.locator("[data-voice]")).to_be_visible(visible=offered)
    if offered:
        page.check("[data-voice]")
        wait(page, READY)
        said = page.evaluate("spoken.map(one => [one.text, one.voice.name])")
        assert said[-1] == ["Hold. First side. Repetition 1 of 2.", "Kate"]


def test_the_screen_stays_on_only_while_it_runs_and_nothing_is_stored_or_sent(
    train, page, portal_url
):
    asked: list[str] = []
    complaints: list[str] = []
    page.add_init_script(FAKE_LOCK)
    page.on("console", lambda message: complaints.append(message.text))
    train()
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate("locks") == ["on"]
    press(page, "Space")
    assert page.evaluate("locks") == ["on", "off"]
    press(page, "Space")
    page.evaluate(HIDE, True)
    page.evaluate(HIDE, False)
    assert page.evaluate("locks") == ["on", "off", "on", "on"]
    wait(page, 200)

    assert page.evaluate("locks.at(-1)") == "off"
    assert asked == []
    assert complaints == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize(("width", "height"), [(390, 844), (390, 664), (320, 568), (740, 360)])
def test_what_matters_stays_on_the_screen(page: Page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(SHORT.removeprefix("/en"))
    page.click(BEGIN)
    press(page, "ArrowRight")

    assert page.locator("[data-stop-line]").inner_text()
    for always in (NOW, NUMBER, FACTS, "[data-stop-fold] summary", PAUSE, "[data-end]"):
        expect(page.locator(always)).to_be_in_viewport(ratio=1)
    assert page.evaluate(SMALL_TARGETS) == []
    assert not page.locator(DIALOG).evaluate("dialog => dialog.scrollWidth > dialog.clientWidth")


@pytest.mark.parametrize("width", [390, 320])
def test_axe_finds_nothing_in_the_session(page: Page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(SHORT)
    page.click(BEGIN)
    press(page, "ArrowRight")
    page.locator("[data-stop-fold] summary").click()
    problems = findings(page, ALL_RULES)
    page.emulate_media(color_scheme="dark")
    problems += findings(page, ALL_RULES)
    press(page, "Escape")
    problems += findings(page, ALL_RULES) + page.evaluate(SMALL_TARGETS)

    assert problems == []


def test_without_javascript_the_page_says_every_number(portal_url, browser: Browser):
    context = browser.new_context(java_script_enabled=False, base_url=portal_url)
    page = context.new_page()
    page.goto(SHORT)

    expect(page.locator("[data-trainer-start]")).to_be_hidden()
    expect(page.locator(DIALOG)).to_be_hidden()
    first, second = (" ".join(one.inner_text().split()) for one in page.locator(".station").all())
    assert "Get ready: 30 seconds" in first
    assert "First side: 2 times: hold for 5 seconds, let go for 3 seconds" in first
    assert "Change sides: 10 seconds" in first
    assert "3 times, slowly: 12 seconds" in second
    context.close()


def test_paper_gets_the_steps_and_not_the_timer(page: Page):
    page.goto(SHORT)
    page.emulate_media(media="print")

    expect(page.locator("[data-trainer-start]")).to_be_hidden()
    expect(page.locator(".station__order, .station__steps").filter(visible=True)).to_have_count(4)
    assert page.locator(".print-address").inner_text().endswith(SHORT)


def test_the_scripts_of_the_page_are_light():
    scripts = Path(settings.BASE_DIR) / "static" / "js"
    sizes = [
        len(brotli.compress((scripts / name).read_bytes())) for name in ("page.js", "trainer.js")
    ]

    assert sum(sizes) <= 15_000
