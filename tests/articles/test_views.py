import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.models import reading_minutes
from articles.page import ArticlePage
from tests.factories import (
    ArticleFactory,
    CalloutFactory,
    CourseOfferFactory,
    CourseTeaserFactory,
    ExerciseFactory,
    ExerciseTeaserFactory,
    FigureFactory,
    GlossaryTermFactory,
    InfoPageFactory,
    MusclePairFactory,
    PersonFactory,
    PictureFactory,
    ProgrammeFactory,
    RichTextFactory,
    ShownClaimFactory,
    SourceFactory,
    TopicFactory,
    WarningSignsFactory,
    WorksheetFactory,
)

pytestmark = pytest.mark.django_db


def test_list_hides_drafts_and_pages_whose_day_has_not_come(client):
    shown = ArticleFactory()
    ArticleFactory(draft=True)
    ArticleFactory(status="in_review")
    ArticleFactory(published_at=timezone.now() + timezone.timedelta(hours=1))

    assert list(client.get("/artikel/").context["articles"]) == [shown]


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_detail_hides_drafts(client, status):
    article = ArticleFactory(status=status)

    assert client.get(article.get_absolute_url()).status_code == 404


def test_an_article_without_translation_says_so_and_marks_the_german_text(client):
    article = ArticleFactory(title_de="Nur auf Deutsch")

    response = client.get(f"/en/articles/{article.slug_de}/")

    assert response.status_code == 200
    assert '<html lang="en"' in response.text
    assert 'lang="de"' in response.text
    assert 'hreflang="en"' not in response.text.partition("</head>")[0]


def test_an_article_with_one_block_in_german_is_shown_in_german_as_a_whole(client):
    article = ArticleFactory(translated=True)
    RichTextFactory(parent=article, text_de="<p>Noch deutsch.</p>", text_en="<p>In English.</p>")
    RichTextFactory(parent=article, text_de="<p>Nur deutsch.</p>", text_en="")

    text = client.get(f"/en/articles/{article.slug_en}/").text

    inside = re.search(r'<article[^>]* lang="de" dir="ltr">.*?</article>', text, re.S)[0]
    assert "Noch deutsch." in inside
    assert "Nur deutsch." in inside
    assert "In English." not in text
    assert "has not been translated yet" in text.partition("<article")[0]


def test_two_sections_with_one_heading_keep_addresses_of_their_own(client):
    article = ArticleFactory()
    for heading in ("Was hilft?", "Was hilft?", "Sources"):
        RichTextFactory(parent=article, heading_de=heading)

    page = client.get(article.get_absolute_url()).context["page"]

    anchors = [section.anchor for section in page.sections]
    assert anchors[0] == "was-hilft"
    assert len({*anchors, "sources"}) == 4


def test_the_german_address_leads_to_the_translated_one(client):
    article = ArticleFactory(title_de="Wärme", title_en="Warmth", lead_en="…", key_points_en="…")

    response = client.get("/en/articles/waerme/")

    assert response.status_code == 301
    assert response.url == "/en/articles/warmth/"
    assert client.get("/artikel/waerme/").context["article"] == article


def test_the_language_switch_stays_on_the_article(client):
    article = ArticleFactory(translated=True)

    response = client.get(article.get_absolute_url())

    assert f'href="/en/articles/{article.slug_en}/"' in response.text
    assert f'href="/de-simple/artikel/{article.slug_de_simple}/"' in response.text


def test_a_glossary_term_leads_to_its_entry_and_says_its_meaning_once(client):
    term = GlossaryTermFactory(title_de="Myogelose", definition_de="Eine harte Stelle im Muskel.")
    GlossaryTermFactory(title_de="Nie genannt")
    article = ArticleFactory()
    RichTextFactory(parent=article, text_de="<p>Eine Myogelose.</p>", ordering=1)
    CalloutFactory(parent=article, text_de="<p>Noch eine Myogelose.</p>", ordering=2)

    text = client.get(article.get_absolute_url()).text

    assert text.count(f'<a class="term" href="/glossar/#{term.slug}">Myogelose</a>') == 1
    assert text.count(f'id="term-{term.slug}"') == 1
    assert text.count("Eine harte Stelle im Muskel.") == 1
    assert "Nie genannt" not in text


def test_no_term_is_linked_in_a_text_that_is_still_german_on_an_english_page(client):
    GlossaryTermFactory(title_de="Myogelose", title_en="Myogelosis", definition_en="A hard spot.")
    article = ArticleFactory(translated=True)
    RichTextFactory(parent=article, text_de="<p>Kein Myogelosis.</p>", text_en="")

    assert client.get(f"/en/articles/{article.slug_en}/").context["page"].terms == []


def test_a_german_page_offers_plain_german_and_the_plain_page_the_way_back(client):
    article = ArticleFactory(translated=True)

    german = client.get(article.get_absolute_url()).text
    plain = client.get(f"/de-simple/artikel/{article.slug_de_simple}/").text
    english = client.get(f"/en/articles/{article.slug_en}/").text

    way = '<p class="plain-switch no-print"><a href="{}" hreflang="{}">'
    assert way.format(f"/de-simple/artikel/{article.slug_de_simple}/", "de-simple") in german
    assert way.format(f"/artikel/{article.slug_de}/", "de") in plain
    assert "plain-switch" not in english


def test_a_page_without_a_plain_german_version_offers_none(client):
    article = ArticleFactory()

    german = client.get(article.get_absolute_url()).text
    plain = client.get(f"/de-simple/artikel/{article.slug_de}/").text

    assert "plain-switch" not in german + plain


@pytest.mark.parametrize(
    "factory", [ExerciseFactory, MusclePairFactory, ProgrammeFactory, InfoPageFactory]
)
def test_pages_of_every_kind_offer_their_plain_german_version(client, factory):
    page = factory(translated=True)

    assert "plain-switch" in client.get(page.get_absolute_url()).text


def test_sources_stand_in_the_order_of_the_claims_that_cite_them():
    article = ArticleFactory()
    first, second, third = (SourceFactory() for _ in range(3))
    article.sources.set([third])
    ShownClaimFactory(parent=article, ordering=1, claim__sources=[second])
    ShownClaimFactory(parent=article, ordering=2, claim__sources=[first])

    page = ArticlePage.of(article)

    assert page.sources == [second, first, third]
    assert [listed.number for listed in page.listed_sources] == [1, 2, 3]
    assert [len(listed.cited_by) for listed in page.listed_sources] == [1, 1, 0]


def test_teasers_never_show_a_draft(client):
    article = ArticleFactory()
    ExerciseTeaserFactory(parent=article, exercise=ExerciseFactory(draft=True))
    CourseTeaserFactory(parent=article, course_offer=CourseOfferFactory(draft=True))

    assert client.get(article.get_absolute_url()).context["page"].blocks == []


def test_related_articles_are_the_editors_choice_then_the_same_topic():
    topic = TopicFactory()
    chosen, same_topic = ArticleFactory(), ArticleFactory(topic=topic)
    ArticleFactory(topic=topic, draft=True)
    article = ArticleFactory(topic=topic, related=[chosen])

    assert ArticlePage.of(article).related == [chosen, same_topic]


def test_reading_time_follows_the_length_of_the_text():
    article = ArticleFactory()
    blocks = [RichTextFactory(parent=article, text_de="<p>" + "Wort " * 790 + "</p>")]

    assert reading_minutes(article, blocks) == 5


def test_a_page_nobody_has_reviewed_says_so(client):
    article = ArticleFactory()

    assert "noch nicht fachlich geprüft" in client.get(article.get_absolute_url()).text.lower()


def test_a_reviewed_page_names_who_reviewed_it_and_when(client):
    today = timezone.localdate()
    person = PersonFactory(name="Ada Muster", clinician=True)
    article = ArticleFactory(reviewed_on=today, clinical_reviewers=[person])

    text = client.get(article.get_absolute_url()).text

    assert "Ada Muster" in text
    assert "noch nicht fachlich geprüft" not in text.lower()


def test_an_article_costs_the_same_queries_whatever_its_length(
    client, django_assert_max_num_queries
):
    article = ArticleFactory()
    for _ in range(8):
        RichTextFactory(parent=article)
        CalloutFactory(parent=article)
        FigureFactory(parent=article)
        ShownClaimFactory(parent=article, claim__sources=[SourceFactory()])
        ExerciseTeaserFactory(parent=article)
        CourseTeaserFactory(parent=article)

    GlossaryTermFactory.create_batch(5)

    with django_assert_max_num_queries(17):
        client.get(article.get_absolute_url())


@pytest.mark.parametrize("page", ["0", "-1", "99", "abc", "1e3", "%00", "٣٣"])
def test_an_unknown_page_number_is_not_found(client, page):
    ArticleFactory()

    assert client.get(f"/artikel/?page={page}").status_code == 404


def test_a_worksheet_lists_its_prompts_and_stands_in_the_contents(client):
    article = ArticleFactory()
    WorksheetFactory(
        parent=article,
        heading_de="Meine Beschwerden",
        prompts_de="Seit wann?\nWas hilft?",
        kind="ticks",
    )

    text = client.get(article.get_absolute_url()).text

    assert '<a href="#meine-beschwerden">Meine Beschwerden</a>' in text
    assert 'worksheet--ticks" id="meine-beschwerden"' in text
    assert "<li>Seit wann?</li><li>Was hilft?</li>" in text


def whole_article(rounds: int):
    """An article with every kind of block, sources and people."""
    article = ArticleFactory(
        translated=True,
        sources=[SourceFactory()],
        authors=[PersonFactory()],
        clinical_reviewers=[PersonFactory()],
        related=[ArticleFactory()],
    )
    for _ in range(rounds):
        RichTextFactory(parent=article)
        CalloutFactory(parent=article)
        FigureFactory(parent=article)
        FigureFactory(parent=article, drawing="", picture=PictureFactory())
        ShownClaimFactory(parent=article, claim__sources=[SourceFactory(), SourceFactory()])
        ExerciseTeaserFactory(parent=article, exercise=ExerciseFactory())
        CourseTeaserFactory(parent=article, course_offer=CourseOfferFactory())
        WorksheetFactory(parent=article)
    WarningSignsFactory()
    GlossaryTermFactory()
    return article


@pytest.mark.parametrize("rounds", [1, 6])
def test_an_article_asks_thirteen_times_at_most_whatever_its_blocks(
    client, django_assert_max_num_queries, rounds
):
    article = whole_article(rounds)

    with django_assert_max_num_queries(13):
        response = client.get(article.get_absolute_url())

    assert len(response.context["page"].blocks) == 8 * rounds


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_nothing_is_fetched_a_second_time_in_any_language(client, language):
    article = whole_article(2)
    with translation.override(language):
        path = article.get_absolute_url()

    with CaptureQueriesContext(connection) as asked:
        client.get(path)

    assert len(asked) <= 13
    # Which notice is in force is asked of every language: it is there in all or in none.
    fetched = " ".join(query["sql"] for query in asked if "warningsign" not in query["sql"])
    others = {"de", "en", "de_simple", "uk"} - {"de", language.replace("-", "_")}
    for code in others:
        assert f"text_{code}" not in fetched
        assert f"lead_{code}" not in fetched
