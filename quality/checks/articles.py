"""Rules for articles: what each of them has to offer beside its text."""

from __future__ import annotations

from articles.models import Article, Figure, RichText, ShownClaim
from editorial.lines import lines
from quality.checks.pages import ALL, Page, localized, values
from quality.checks.rules import Hits, page_rule
from quality.reading_ease import word_count

FEWEST_KEY_POINTS, MOST_KEY_POINTS = 3, 5
WORDS_IN_GERMAN = (600, 1200)
#: The same thoughts take a little more room in English and less in plain German.
WORDS_IN_TRANSLATION = (1, 1250)
#: A sheet to fill in and take along; it consists of questions and is meant to be short.
SHEET = "doctor-visit"


@page_rule(Article)
def key_points(page: Page) -> Hits:
    """8 – The first screen holds three to five key points."""
    for language in page.record.languages:
        count = len(lines(localized(page.record, "key_points", language)))
        if not FEWEST_KEY_POINTS <= count <= MOST_KEY_POINTS:
            yield (
                language,
                f"{count} key points instead of {FEWEST_KEY_POINTS} to {MOST_KEY_POINTS}",
            )


@page_rule(Article)
def figure(page: Page) -> Hits:
    """10 – A figure explains something of it."""
    if not page.rows(Figure):
        yield ALL, "no figure"


@page_rule(Article)
def evidence_statement(page: Page) -> Hits:
    """11, 12 – At least one claim says how sure it is."""
    if not page.rows(ShownClaim):
        yield ALL, "no evidence statement"


@page_rule(Article)
def questions_for_doctor(page: Page) -> Hits:
    """15 – Readers find questions to take along; the sheet for the visit is nothing else itself."""
    if page.key != SHEET and not localized(page.record, "questions_for_doctor", "de"):
        yield ALL, "no questions for the doctor"


@page_rule(Article)
def related_article(page: Page) -> Hits:
    """16 – Further help is listed."""
    if not page.record.related.exists():
        yield ALL, "no related article"


@page_rule(Article)
def first_heading(page: Page) -> Hits:
    """25 – The text begins with a heading, so that the contents name all of it."""
    sections = page.rows(RichText)
    if not sections or not localized(sections[0], "heading", "de"):
        yield ALL, "no heading over the first section"


@page_rule(Article)
def article_length(page: Page) -> Hits:
    """9, 24 – Long enough for all options, short enough to be read to its end."""
    if page.key == SHEET:
        return
    for language in page.record.languages:
        fewest, most = WORDS_IN_GERMAN if language == "de" else WORDS_IN_TRANSLATION
        words = word_count(values([page], language))
        if not fewest <= words <= most:
            yield language, f"{words} words instead of {fewest} to {most}"
