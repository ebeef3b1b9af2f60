"""An editor's way through the admin in a real browser, and what a reader then sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.looking import LEVELS, findings
from tests.live import Portal

pytestmark = pytest.mark.browser

#: Language, column, title and text an editor writes, and where a reader finds them.
WRITTEN = [
    ("de", "de", "Zwei Stühle", "Ein Stuhl trägt.", "/artikel/zwei-stuehle/"),
    ("en", "en", "Two chairs", "A chair carries.", "/en/articles/two-chairs/"),
    ("de-simple", "de_simple", "Zwei einfache Stühle", "Der Stuhl hält.", "/de-simple/artikel/zwei-einfache-stuehle/"),
]  # fmt: skip


@pytest.fixture(scope="module")
def articles(portal: Portal) -> Iterator[list[str]]:
    """Published articles with one section in German, by their addresses in the admin."""
    made = portal.python(
        "from tests import factories\n"
        "from articles.models import Topic\n"
        "for number in range(4):\n"
        "    block = factories.RichTextFactory(parent__topic=Topic.objects.first(),\n"
        "        parent__title_de=f'Ein Stuhl {number}', parent__key=f'for-editors-{number}')\n"
        "    print(block.parent.pk)"
    )
    yield [f"/admin/articles/article/{pk}/change/" for pk in made.split()]
    portal.python(
        "from articles.models import Article\n"
        "Article.objects.filter(key__startswith='for-editors-').delete()"
    )


@pytest.fixture
def article(articles: list[str]) -> str:
    """An article that nobody changes."""
    return articles[0]


@pytest.fixture
def own_article(articles: list[str]) -> str:
    """An article for one test that changes it."""
    return articles.pop()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Every error the browser reports, among them each violation of the content policy."""
    seen: list[str] = []
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("console", lambda said: seen.append(said.text) if said.type == "error" else None)
    return seen


@pytest.fixture
def editor(page: Page, logged_in: StorageState, complaints: list[str]) -> Page:
    """A page on which an editor has logged in."""
    page.context.add_cookies(logged_in["cookies"])
    return page


@pytest.fixture
def reader(browser: Browser, portal_url: str) -> Iterator[Page]:
    """A reader without the editor's cookies."""
    context = browser.new_context(base_url=portal_url, locale="de-DE")
    yield context.new_page()
    context.close()


def choose(page: Page, language: str) -> None:
    """Show the form in one language; an empty one means all."""
    page.locator(f'.language-switch input[value="{language}"]').check()


def prose(page: Page, field: str) -> Any:
    """The editing area of a rich text field."""
    return page.locator(f".form-row.field-{field} [contenteditable=true]")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.click("[name=_continue]")


def block(page: Page, number: int) -> Any:
    return page.locator(f"#articles_richtext_set-{number}")


def headings(page: Page) -> list[str]:
    """The German headings of the sections in the order in which they are seen."""
    fields = page.locator('.order-machine input[name$="-heading_de"]:visible')
    return [field.input_value() for field in fields.all()]


def test_text_of_every_language_reaches_its_readers(
    editor: Page, reader: Page, own_article: str, complaints: list[str]
) -> None:
    editor.goto(own_article)
    for language, column, title, text, _address in WRITTEN:
        choose(editor, language)
        editor.fill(f"#id_title_{column}", title)
        editor.fill(f"#id_lead_{column}", f"{title}: worum es geht.")
        editor.fill(f"#id_key_points_{column}", text)
        prose(editor, f"text_{column}").first.fill(text)
    # The address was made from the first title and stays until somebody empties it.
    choose(editor, "")
    editor.locator("details summary").last.click()
    editor.fill("#id_slug_de", "")
    save(editor)

    for language, _column, title, text, address in WRITTEN:
        reader.goto(address)
        expect(reader.locator("h1")).to_have_text(title)
        expect(reader.locator("html")).to_have_attribute("lang", language)
        expect(reader.locator("main")).to_contain_text(text)
    assert complaints == []


def test_new_block_is_written_in_two_languages(
    editor: Page, reader: Page, own_article: str, complaints: list[str]
) -> None:
    editor.goto(own_article)
    editor.locator(".order-machine-insert-target.last").click()
    editor.locator('[data-plugin-prefix="articles_richtext_set"]').click()
    new = block(editor, 1)
    new.locator('[name$="-heading_de"]').fill("Was ist neu?")
    prose(editor, "text_de").nth(1).fill("Dieser Absatz ist neu.")
    expect(new.locator('[name$="-heading_en"]')).to_be_hidden()
    choose(editor, "en")
    expect(new.locator('[name$="-heading_de"]')).to_be_hidden()
    new.locator('[name$="-heading_en"]').fill("What is new?")
    slug = editor.input_value("#id_slug_de")
    save(editor)

    choose(editor, "en")
    expect(block(editor, 1).locator('[name$="-heading_en"]')).to_have_value("What is new?")
    reader.goto(f"/artikel/{slug}/")
    expect(reader.locator("main")).to_contain_text("Dieser Absatz ist neu.")
    assert complaints == []


def test_blocks_are_added_and_moved_by_keyboard(editor: Page, own_article: str) -> None:
    editor.goto(own_article)
    target = editor.locator(".order-machine-insert-target.last")
    target.focus()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Enter")
    block(editor, 1).locator('[name$="-heading_de"]').fill("Zuletzt")
    prose(editor, "text_de").nth(1).fill("Zuletzt geschrieben.")

    block(editor, 1).locator(".block-move").first.focus()
    editor.keyboard.press("Enter")
    assert headings(editor)[0] == "Zuletzt"
    save(editor)

    assert headings(editor)[0] == "Zuletzt"


def test_switch_shows_one_language_at_a_time(editor: Page, article: str) -> None:
    editor.goto(article)
    titles = {column: editor.locator(f"#id_title_{column}") for _code, column, *_rest in WRITTEN}

    for language, column, *_rest in WRITTEN:
        choose(editor, language)
        shown = [name for name, field in titles.items() if field.is_visible()]
        assert shown == [column]
        assert titles[column].get_attribute("lang") == language
    choose(editor, "")

    assert all(field.is_visible() for field in titles.values())


def test_switch_is_worked_by_keyboard(editor: Page, article: str) -> None:
    editor.goto(article)
    editor.locator(".language-switch input:checked").focus()

    editor.keyboard.press("ArrowRight")

    expect(editor.locator("#id_title_en")).to_be_visible()
    expect(editor.locator("#id_title_de")).to_be_hidden()


def test_form_opens_in_the_first_language_with_an_error(editor: Page, article: str) -> None:
    editor.goto(article)
    choose(editor, "en")
    editor.fill("#id_title_en", "A title without a lead")
    choose(editor, "de")
    save(editor)

    assert editor.locator(".language-switch input:checked").get_attribute("value") == "en"
    expect(editor.locator(".field-lead_en .errorlist")).to_be_visible()


def test_without_scripts_all_languages_are_there(
    editor: Page, browser: Browser, portal_url: str, article: str
) -> None:
    context = browser.new_context(
        base_url=portal_url,
        java_script_enabled=False,
        storage_state=editor.context.storage_state(),
    )
    plain = context.new_page()
    plain.goto(article)

    for _language, column, *_rest in WRITTEN:
        expect(plain.locator(f"#id_title_{column}")).to_be_visible()
    context.close()


def test_no_page_of_the_admin_breaks_the_content_policy(
    editor: Page, complaints: list[str]
) -> None:
    editor.goto("/admin/")
    links = editor.locator("#content-main a").evaluate_all("all => all.map(a => a.pathname)")
    assert len(links) > 30

    for link in sorted(set(links)):
        editor.goto(link)
        assert complaints == [], link


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing(editor: Page, article: str, scheme: str, width: int) -> None:
    editor.emulate_media(color_scheme=scheme)
    editor.set_viewport_size({"width": width, "height": 900})

    for place in ("/admin/", "/admin/articles/article/", "/admin/exercises/exercise/", article):
        editor.goto(place)
        editor.wait_for_load_state("networkidle")
        assert findings(editor, LEVELS, adjusted={}) == [], place
