import itertools
import re

import pytest
from django.utils import translation

from articles.glossary_links import GlossaryLinks, KnownTerms
from articles.models import GlossaryTerm
from editorial.slugs import german_slug

NUMBERS = itertools.count(1)


def term(title: str, *aliases: str) -> GlossaryTerm:
    slug = german_slug(title)
    return GlossaryTerm(
        pk=next(NUMBERS), title_de=title, slug_de=slug, aliases_de="\n".join(aliases)
    )


def linked(html: str, *terms: GlossaryTerm) -> list[tuple[str, str]]:
    """The links made: what of the text is linked, and to which entry."""
    made = GlossaryLinks(KnownTerms(terms, "de")).link(html)
    return re.findall(r'<a class="term" href="/glossar/#([^"]+)">([^<]*)</a>', made)


CHRONIC = term("Chronisch", "lang anhaltend")
IMBALANCE = term("Muskuläre Dysbalance", "Dysbalance")
SPECIFIC = term("Spezifische Kreuzschmerzen")
UNSPECIFIC = term("Unspezifische Kreuzschmerzen", "nicht-spezifische Kreuzschmerzen")


def test_only_the_first_mention_of_a_term_is_linked_in_all_texts_together():
    links = GlossaryLinks(KnownTerms([CHRONIC], "de"))

    first = links.link("<p>Es ist chronisch, ja chronisch.</p>")
    second = links.link("<p>Wieder chronisch.</p>")

    assert (
        first
        == '<p>Es ist <a class="term" href="/glossar/#chronisch">chronisch</a>, ja chronisch.</p>'
    )
    assert second == "<p>Wieder chronisch.</p>"
    assert links.used == [CHRONIC]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Was CHRONISCH heißt", ["CHRONISCH"]),
        ("bei chronischen Schmerzen", ["chronischen"]),
        ("seit Wochen lang anhaltende Schmerzen", ["lang anhaltende"]),
        ("mit einer muskulären Dysbalance", ["muskulären Dysbalance"]),
        ("viele Dysbalancen", ["Dysbalancen"]),
        ("ein chronischer\n  Verlauf", ["chronischer"]),
        ("hochchronisch", []),
        ("Chronischkeit", []),
        ("nicht-chronisch", []),
    ],
)
def test_whole_words_are_found_in_any_case_and_with_simple_endings(text, found):
    assert [words for _slug, words in linked(f"<p>{text}</p>", CHRONIC, IMBALANCE)] == found


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Was heißt chronisch?</h3>",
        '<p><a href="https://example.org/">chronische Schmerzen</a></p>',
        '<p><a href="/x/"><strong>chronisch</strong> und mehr</a></p>',
        '<p title="chronisch">Ein Wort</p>',
    ],
)
def test_headings_links_and_attributes_are_left_alone(html):
    assert GlossaryLinks(KnownTerms([CHRONIC], "de")).link(html) == html


def test_a_longer_term_is_never_taken_for_a_shorter_one_inside_it():
    html = "<p>Nicht-spezifische Kreuzschmerzen. Noch einmal: nicht-spezifische Kreuzschmerzen.</p>"

    assert linked(html, SPECIFIC, UNSPECIFIC) == [
        ("unspezifische-kreuzschmerzen", "Nicht-spezifische Kreuzschmerzen")
    ]


def test_no_link_stands_inside_another_term():
    html = "<p>Eine muskuläre Dysbalance.</p>"

    assert linked(html, IMBALANCE, term("Dysbalancen-Lehre", "Dysbalance")) == [
        ("muskulaere-dysbalance", "muskuläre Dysbalance")
    ]


def test_everything_else_of_the_text_stays_as_it_was():
    html = (
        "<ul><li>A &amp; B&nbsp;&lt;c&gt; &#8211;<br>neue Zeile</li></ul>"
        '<table><tbody><tr><th colspan="2">Kopf</th></tr></tbody></table>'
    )

    assert GlossaryLinks(KnownTerms([CHRONIC], "de")).link(html) == html


def test_without_terms_nothing_changes():
    assert GlossaryLinks(KnownTerms([], "de")).link("<p>chronisch</p>") == "<p>chronisch</p>"


def test_terms_that_are_not_written_in_the_language_are_not_linked():
    links = GlossaryLinks(KnownTerms([CHRONIC], "en"))

    assert links.link("<p>Chronisch</p>") == "<p>Chronisch</p>"


def test_an_english_word_keeps_its_last_letter():
    guideline = GlossaryTerm(
        pk=next(NUMBERS), title_en="Guideline", slug_en="guideline", whole_in=" de en "
    )

    with translation.override("en"):
        links = GlossaryLinks(KnownTerms([guideline], "en"))

        assert "Guideline</a>" in links.link("<p>A Guideline says so.</p>")
        assert "guidelines</a>" in GlossaryLinks(KnownTerms([guideline], "en")).link(
            "<p>Two guidelines</p>"
        )
