import pytest
from django.utils import translation

from editorial import changes
from search import candidates, index, query
from search.analysis import parts, terms
from search.models import SearchDocument
from search.query import ranked
from tests.factories import (
    ArticleFactory,
    ExerciseFactory,
    GlossaryTermFactory,
    RichTextFactory,
    SituationFactory,
    TipFactory,
    WarningSignsFactory,
)

pytestmark = pytest.mark.django_db


def found(text, language="de"):
    return [document.title for document in ranked(text, language)]


@pytest.mark.parametrize(
    "word", ["Rücken", "Ruecken", "rucken", "RÜCKEN", "Rückens", "Ru\u0308cken", "Rü\u00adcken"]
)
def test_umlauts_and_endings_do_not_matter(word):
    assert terms(word, "de") == terms("Rücken", "de")


def test_a_compound_is_opened_into_words_the_portal_uses():
    known = frozenset({"ruck", "schmerz"})

    assert parts("ruckenschmerz", known) == ["ruck", "schmerz"]
    assert parts("schmerz", known) == []
    assert parts("ruckgrat", known) == []


def test_part_of_a_compound_finds_the_page():
    ArticleFactory(title_de="Rückenschmerzen verstehen", lead_de="Der Schmerz und der Rücken.")
    index.rebuild()

    assert found("Schmerzen") == ["Rückenschmerzen verstehen"]


def test_a_word_in_the_title_comes_before_a_word_in_the_text():
    in_text = ArticleFactory(title_de="Alltag")
    RichTextFactory(parent=in_text, text_de="<p>Auch die Bandscheibe kommt vor.</p>")
    ArticleFactory(title_de="Was ist die Bandscheibe?")
    index.rebuild()

    assert found("Bandscheibe") == ["Was ist die Bandscheibe?", "Alltag"]


def test_a_word_in_the_title_is_found_among_any_number_of_texts(monkeypatch):
    monkeypatch.setattr(candidates, "CANDIDATES", 3)
    for _ in range(4):
        RichTextFactory(parent=ArticleFactory(), text_de="<p>Auch die Bandscheibe.</p>")
    ArticleFactory(title_de="Was ist die Bandscheibe?")
    index.rebuild()

    hits = found("Bandscheibe")

    assert (hits[0], len(hits)) == ("Was ist die Bandscheibe?", 3)


def test_words_of_neighbouring_paragraphs_are_found():
    article = ArticleFactory(title_de="Atmen")
    RichTextFactory(
        parent=article, text_de="<p>Es hebt sich das Zwerchfell</p><p>Rippen weiten sich.</p>"
    )
    index.rebuild()

    assert found("Zwerchfell") == found("Rippen") == ["Atmen"]


def test_words_typed_in_parts_are_found(client):
    ArticleFactory(title_de="Rücken")
    index.rebuild()

    page = client.get("/suche/", {"q": "Ru\u0308cken\x00"})

    assert [document.title for document in page.context["search"].results] == ["Rücken"]


def test_all_kinds_of_content_are_found():
    ArticleFactory(title_de="Beckenboden im Alltag")
    ExerciseFactory(title_de="Beckenboden spüren")
    GlossaryTermFactory(title_de="Beckenboden")
    TipFactory(title_de="Beckenboden entlasten")
    index.rebuild()

    kinds = {document.kind for document in ranked("Beckenboden", "de")}
    assert kinds == {"article", "exercise", "glossaryterm", "situation", "tip"}


def test_an_exercise_is_found_by_its_other_names():
    ExerciseFactory(title_de="Vierfüßler", aliases_de="Bird Dog\nDiagonalstütz")
    index.rebuild()

    assert found("bird dog") == ["Vierfüßler"]


def test_search_stays_in_the_language_of_the_page():
    ArticleFactory(title_de="Wärme", title_en="Warmth", lead_en="On warmth.", key_points_en="Warm.")
    index.rebuild()

    assert found("warmth", "en") == ["Warmth"]
    assert found("warmth", "de") == []
    assert found("warmth", "de-simple") == []


def test_drafts_are_not_found_and_leave_the_index_when_withdrawn():
    article = ArticleFactory(title_de="Hexenschuss")
    index.rebuild()

    article.status = "draft"
    article.save()
    changes.note(article)
    changes.bring_up_to_date()

    assert found("Hexenschuss") == []


def test_a_change_that_is_announced_is_found_at_once():
    article = ArticleFactory(title_de="Alt")
    index.rebuild()

    article.title_de = "Ischias"
    article.save()
    changes.note(article)
    changes.bring_up_to_date()

    assert found("Ischias") == ["Ischias"]
    assert SearchDocument.objects.count() == 1


def test_a_deleted_page_leaves_the_index():
    article = ArticleFactory(title_de="Ischias")
    index.rebuild()
    changes.note(article)
    article.delete()
    changes.bring_up_to_date()

    assert not SearchDocument.objects.exists()


@pytest.mark.parametrize(
    "text",
    ['"', "';--", '"))', "a OR b", "NEAR(", "*", "-", "%", "ﷺ", "🙂", "\x00ruecken", "der die das"],
)
def test_no_text_a_reader_can_type_breaks_the_search(client, text):
    ArticleFactory(title_de="Rücken")
    index.rebuild()

    assert client.get("/suche/", {"q": text}).status_code == 200


def test_an_overlong_search_is_refused_in_the_readers_language(client):
    response = client.get("/en/search/", {"q": "x" * 5000})

    assert response.status_code == 400
    assert "too long" in response.text


@pytest.mark.parametrize("query", ["q=x&kind=dance", "q=x&page=99", "q=x&page=abc", "q=x&page=0"])
def test_unknown_kinds_and_pages_are_not_found(client, query):
    assert client.get(f"/suche/?{query}").status_code == 404


def test_finding_nothing_offers_ways_on(client):
    response = client.get("/suche/", {"q": "Quantenphysik"})

    assert response.status_code == 200
    assert "/uebungen/" in response.text


def test_results_can_be_narrowed_to_one_kind(client):
    ArticleFactory(title_de="Nacken verstehen")
    exercise = ExerciseFactory(title_de="Nacken dehnen")
    index.rebuild()

    response = client.get("/suche/", {"q": "Nacken", "kind": "exercise"})

    assert [document.title for document in response.context["search"].results] == [exercise.title]


def test_results_link_to_the_page_in_its_language(client):
    article = ArticleFactory(translated=True, title_en="Warmth")
    index.rebuild()

    with translation.override("en"):
        url = article.get_absolute_url()
    assert url.startswith("/en/articles/")
    assert f'href="{url}"' in client.get("/en/search/", {"q": "warmth"}).text


@pytest.mark.parametrize("text", ["Notfall", "112", "Warnzeichen"])
def test_a_worried_reader_finds_the_warning_signs_first(text):
    WarningSignsFactory()
    ArticleFactory(title_de="Was tun im Alltag?", lead_de="Im Notfall rufen Sie 112 an.")
    index.rebuild()

    first = query.with_pages(ranked(text, "de"))[0]
    assert (first.kind, first.url) == ("warningsigns", "/warnzeichen/")


def test_a_new_version_of_the_warning_signs_takes_the_place_of_the_old_one():
    WarningSignsFactory(emergency_de="Altes Zeichen")
    index.rebuild()

    notice = WarningSignsFactory(emergency_de="Neues Zeichen")
    changes.note(notice)
    changes.bring_up_to_date()

    assert len(ranked("Neues", "de")) == 1
    assert ranked("Altes", "de") == []


def test_a_situation_is_found():
    TipFactory(situation=SituationFactory(title_de="Im Büro"))
    index.rebuild()

    assert found("Büro")[0] == "Im Büro"
