import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from articles.drawings import DRAWINGS, IN_WORDS, drawing_template
from tests.factories import ArticleFactory, FigureFactory

LANGUAGES = ["de", "en", "de-simple"]


class Balanced(HTMLParser):
    """Keeps the elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def rendered(name: str, language: str = "de") -> str:
    with translation.override(language):
        return render_to_string(drawing_template(name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(set(DRAWINGS) - IN_WORDS))
def test_a_drawing_is_well_formed_and_says_in_words_what_it_shows(name, language):
    svg = ElementTree.fromstring(rendered(name, language))

    title = svg.find("{http://www.w3.org/2000/svg}title")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == title.get("id")
    assert len(title.text) > 40


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_takes_every_colour_from_the_style_sheet(name):
    drawn = rendered(name)

    assert not re.search(r'style="|#[0-9a-f]{3,6}\b|\b(rgb|oklch|hsl)\(', drawn)


def test_an_unknown_drawing_is_refused():
    with pytest.raises(KeyError):
        drawing_template("no-such-drawing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_helps_stands_in_four_groups_told_apart_by_shape_and_word(language):
    html = rendered("what-helps", language)

    parser = Balanced()
    parser.feed(html)
    assert re.findall(r"strength strength--(\w+)", html) == [
        "recommended",
        "may_help",
        "unclear",
        "not_recommended",
    ]
    assert html.count("<dt>") == 4
    assert html.count("<dd>") == html.count('<span class="what-helps__base">')


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_helps_names_the_guideline_and_that_it_ran_out(language):
    text = re.sub(r"<[^>]+>", " ", rendered("what-helps", language))

    assert "2017" in text
    assert "2022" in text


@pytest.mark.django_db
def test_only_what_was_drawn_is_called_a_drawing(client):
    article = ArticleFactory()
    FigureFactory(parent=article, drawing="what-helps")
    listed = client.get(article.get_absolute_url()).text
    FigureFactory(parent=article, drawing="trunk-balance")
    drawn = client.get(article.get_absolute_url()).text

    assert listed.count("explains__credit") == 0
    assert drawn.count("explains__credit") == 1
