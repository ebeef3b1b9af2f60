"""Reading aloud with a voice of the reader's own device: a faked one, which says what it was asked."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import ALL_RULES, findings
from tests.browser.test_reading import focus_is_visible, page_types, tab_to

__all__ = ["page_types"]
pytestmark = pytest.mark.browser

#: Speaks nothing: it keeps what it was given until `said()` lets the sentence end.
FAKE = """
(() => {
    const voices = %s;
    window.spoken = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    const synth = {
        current: null,
        getVoices: () => window.voicesAreLate ? [] : voices,
        speak(utterance) { synth.current = utterance; window.spoken.push(utterance); },
        cancel() {
            const cancelled = synth.current;
            synth.current = null;
            if (cancelled) setTimeout(() => cancelled.onerror({ error: "canceled" }));
        },
    };
    Object.defineProperty(window, "speechSynthesis", { value: synth });
    window.said = () => { const done = synth.current; synth.current = null; done.onend(); };
})();
"""
LOCAL = [
    {"name": "Cloud", "lang": "de-DE", "localService": False, "default": True},
    {"name": "Anna", "lang": "de-DE", "localService": True, "default": False},
    {"name": "Kate", "lang": "en_GB", "localService": True, "default": False},
]
REMOTE = [voice for voice in LOCAL if not voice["localService"]]
TOGGLE, PAUSE = "[data-read-aloud-toggle]", "[data-read-aloud-pause]"
STOP, SPEED = "[data-read-aloud-stop]", "[data-read-aloud-speed]"
FORWARD, BACK = "[data-read-aloud-forward]", "[data-read-aloud-back]"


@pytest.fixture
def listen(page: Page, page_types: list[str]) -> Callable[..., Page]:
    """Open the page whose address begins like this with these voices on the device."""

    def open_page(start: str = "/artikel/", voices: list[dict[str, object]] = LOCAL) -> Page:
        page.add_init_script(FAKE % json.dumps(voices))
        page.goto(next(path for path in page_types[::-1] if path.startswith(start)))
        return page

    return open_page


def spoken(page: Page) -> list[str]:
    """All sentences given to the voice so far."""
    return page.evaluate("spoken.map(utterance => utterance.text)")


def marked(page: Page) -> str:
    """The sentence that is marked in the text."""
    text = page.evaluate("[...(CSS.highlights.get('reading') ?? [])].map(String).join('|')")
    return re.sub(r"\s+", " ", text)


def hear(page: Page, sentences: int) -> None:
    """Let so many sentences be spoken to their end."""
    for _ in range(sentences):
        page.evaluate("said()")


@pytest.mark.parametrize(
    "start", ["/artikel/", "/uebungen/", "/muskelpaare/", "/programme/", "/ueber/"]
)
def test_every_kind_of_text_can_be_read_aloud(listen, start):
    page = listen(start)
    page.locator(TOGGLE).click()

    assert spoken(page) == [page.locator("h1").inner_text()] or start == "/uebungen/"
    assert page.evaluate("spoken[0].voice.name") == "Anna"


@pytest.mark.parametrize("voices", [REMOTE, [LOCAL[2]], []], ids=["remote", "foreign", "none"])
def test_without_a_voice_of_the_device_for_the_language_nothing_is_offered(listen, voices):
    page = listen(voices=voices)

    expect(page.locator("[data-read-aloud]")).to_be_hidden()


def test_without_javascript_nothing_is_offered(portal_url, page_types, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal_url + next(path for path in page_types if path.startswith("/ueber/")))

    expect(page.locator("[data-read-aloud]")).to_be_hidden()
    context.close()


def test_voices_that_arrive_late_are_noticed(listen, page):
    page.add_init_script("window.voicesAreLate = true")
    listen()
    expect(page.locator(TOGGLE)).to_be_hidden()

    page.evaluate("() => { window.voicesAreLate = false; speechSynthesis.onvoiceschanged(); }")
    expect(page.locator(TOGGLE)).to_be_visible()


def test_english_is_read_by_an_english_voice(portal_url, page: Page):
    page.add_init_script(FAKE % json.dumps(LOCAL))
    page.goto(portal_url + "/en/articles/")
    page.goto(page.locator("main .entry__title a").first.evaluate("a => a.href"))
    page.locator(TOGGLE).click()

    assert page.evaluate("spoken[0].voice.name") == "Kate"


def test_plain_german_is_read_by_a_german_voice(portal_url, page: Page):
    page.add_init_script(FAKE % json.dumps(LOCAL))
    page.goto(portal_url + "/de-simple/artikel/")
    page.goto(page.locator("main .entry__title a").first.evaluate("a => a.href"))
    page.locator(TOGGLE).click()

    assert page.evaluate("spoken[0].voice.name") == "Anna"


def test_sentences_are_spoken_in_order_and_the_mark_follows(listen):
    page = listen()
    page.locator(TOGGLE).click()
    seen = [marked(page)]
    for _ in range(7):
        hear(page, 1)
        seen.append(marked(page))

    assert seen == spoken(page)
    text = re.sub(r"\s+", " ", page.locator("article").inner_text())
    places = [text.find(sentence) for sentence in seen]
    assert -1 not in places
    assert places == sorted(places)


def test_navigation_sources_and_latin_names_are_left_out(listen):
    page = listen("/muskelpaare/")
    page.locator(TOGGLE).click()
    while page.evaluate("speechSynthesis.current"):
        hear(page, 1)
    everything = "\n".join(spoken(page))

    for latin in page.locator("article [lang=la]").all_inner_texts():
        assert latin not in everything
    assert page.locator(".sources li").first.inner_text() not in everything
    assert page.locator("#limits").inner_text() in everything
    assert "vorlesen" not in everything.lower()
    expect(page.locator(PAUSE)).to_be_hidden()


def test_an_abbreviation_ends_no_sentence(listen, page):
    listen()
    page.evaluate("document.querySelector('h1').textContent = 'Gehen Sie, z. B. Treppen. Gut so.'")
    page.locator(TOGGLE).click()

    assert spoken(page) == ["Gehen Sie, z. B. Treppen."]


def test_without_a_segmenter_and_highlights_it_reads_and_marks_all_the_same(listen, page):
    page.add_init_script("delete Intl.Segmenter; delete CSS.highlights;")
    page.add_init_script("delete Object.getPrototypeOf(CSS).highlights")
    page.add_init_script("Object.defineProperty(CSS, 'highlights', { value: undefined })")
    listen()
    page.evaluate("document.querySelector('.lead').textContent = 'Erstens. Und zweitens? Genau'")
    page.locator(TOGGLE).click()
    hear(page, 3)

    assert spoken(page)[1:] == ["Erstens.", "Und zweitens?", "Genau"]
    expect(page.locator(".is-read-aloud")).to_have_text("Erstens. Und zweitens? Genau")


def test_pause_skip_speed_and_stop_work_by_keyboard(listen):
    page = listen()
    tab_to(page, TOGGLE)
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    first = spoken(page)[0]
    expect(page.locator("[role=status]")).to_have_text("Die Seite wird vorgelesen.")
    expect(page.locator(TOGGLE)).to_be_focused()

    tab_to(page, FORWARD, most=4)
    page.keyboard.press("Enter")
    second = marked(page)
    assert second not in first
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(BACK)).to_be_focused()
    page.keyboard.press("Space")
    assert marked(page) == first

    page.keyboard.press("Tab")
    expect(page.locator(PAUSE)).to_be_focused()
    page.keyboard.press("Space")
    assert page.evaluate("speechSynthesis.current") is None
    assert marked(page) == first
    expect(page.locator(PAUSE)).to_be_focused()
    page.keyboard.press("Space")
    assert page.evaluate("speechSynthesis.current.text") == first

    tab_to(page, SPEED, most=3)
    assert focus_is_visible(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_function("speechSynthesis.current.rate === 1.2")

    tab_to(page, STOP, most=2)
    page.keyboard.press("Enter")
    assert page.evaluate("speechSynthesis.current") is None
    assert marked(page) == ""
    expect(page.locator(STOP)).to_be_hidden()
    expect(page.locator(TOGGLE)).to_be_focused()


def test_the_sentence_being_read_stays_in_sight_above_the_bar(listen):
    page = listen()
    page.emulate_media(reduced_motion="reduce")
    page.locator(TOGGLE).click()
    hear(page, 25)
    box = page.evaluate("[...CSS.highlights.get('reading')][0].getBoundingClientRect().toJSON()")
    bar = page.locator("[data-read-aloud-bar]").bounding_box()

    assert box["top"] >= 0
    assert box["bottom"] <= bar["y"]


def test_reading_ends_when_the_page_is_left(listen):
    page = listen()
    page.locator(TOGGLE).click()
    page.evaluate("dispatchEvent(new Event('pagehide'))")

    assert page.evaluate("speechSynthesis.current") is None


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
def test_axe_finds_nothing_while_reading(listen, page, look, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=look)
    listen()
    page.locator(TOGGLE).click()
    hear(page, 2)

    assert findings(page, ALL_RULES) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for control in page.locator("[data-read-aloud] :is(button, select)").all():
        box = control.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44


def test_reading_asks_no_other_host_and_stores_nothing(listen, page, portal_url):
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    listen()
    page.locator(TOGGLE).click()
    hear(page, 5)

    assert [url for url in asked if not url.startswith((portal_url, "data:"))] == []
    assert complaints == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
