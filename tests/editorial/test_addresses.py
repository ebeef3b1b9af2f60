"""Addresses: always one, old ones lead on, and what was taken away says so."""

import datetime as dt
import re

import pytest
from django.utils import timezone, translation

from editorial.former import FormerAddress
from editorial.publication import Status
from search import index
from tests import factories as f

pytestmark = pytest.mark.django_db

#: Every kind of page with an address of its own.
KINDS = [
    f.ArticleFactory,
    f.TopicFactory,
    f.ExerciseFactory,
    f.MusclePairFactory,
    f.ProgrammeFactory,
    f.SituationFactory,
    f.InfoPageFactory,
]
each_kind = pytest.mark.parametrize("factory", KINDS, ids=lambda kind: kind._meta.model.__name__)
each_with_state = pytest.mark.parametrize(
    "factory",
    [kind for kind in KINDS if hasattr(kind._meta.model, "status")],
    ids=lambda kind: kind._meta.model.__name__,
)


def address(page, language="de"):
    with translation.override(language):
        return page.get_absolute_url()


def renamed(page, **slugs):
    for column, slug in slugs.items():
        setattr(page, column, slug)
    page.full_clean()
    page.save()
    return page


# --- Pages that have moved -------------------------------------------------------------------


@each_kind
def test_an_old_address_leads_on_however_often_the_page_moved(client, factory):
    page = factory()
    left = [address(page)]
    for slug in ("zweite", "dritte"):
        left.append(address(renamed(page, slug_de=slug)))
    left.pop()

    for old in left:
        response = client.get(old)
        assert (response.status_code, response.url) == (301, address(page))


def test_an_old_address_leads_on_in_each_language(client):
    page = f.ArticleFactory(translated=True)
    old = {code: address(page, code) for code in ("de", "en", "de-simple")}
    renamed(page, slug_de="neu", slug_en="new", slug_de_simple="leicht-neu")

    for code, path in old.items():
        response = client.get(path)
        assert (response.status_code, response.url) == (301, address(page, code))


def test_a_german_address_leads_on_where_the_page_is_not_translated(client):
    page = f.ArticleFactory()
    old = address(page, "en")
    renamed(page, slug_de="neu")

    assert client.get(old).url == "/en/articles/neu/"


def test_a_page_that_lost_its_translation_is_found_at_its_german_address(client):
    page = f.ArticleFactory(translated=True)
    old = address(page, "en")
    page.title_en = page.lead_en = page.key_points_en = ""
    renamed(page, slug_en="")

    assert client.get(old).url == f"/en/articles/{page.slug_de}/"


def test_a_week_of_a_programme_that_moved_leads_on(client):
    week = f.WeekFactory()
    old = address(week)
    renamed(week.programme, slug_de="neuer-weg")

    assert client.get(old).url == f"/programme/neuer-weg/woche-{week.number}/"


def test_what_was_asked_for_comes_along(client):
    page = f.ExerciseFactory()
    old = address(page)
    renamed(page, slug_de="neu")

    response = client.get(f"{old}?plan=bird-dog:2x8s&utm_source=brief")

    assert response.url == "/uebungen/neu/?plan=bird-dog%3A2x8s"


def test_browsers_ask_again_whether_a_page_has_come_back(client):
    page = f.ArticleFactory()
    old = address(page)
    renamed(page, slug_de="neu")
    assert "max-age=0" in client.get(old)["Cache-Control"]

    renamed(page, slug_de=old.split("/")[-2])

    assert client.get(old).status_code == 200
    assert client.get("/artikel/neu/").url == old


def test_a_new_page_wins_over_one_that_has_left_the_address(client):
    first = f.ArticleFactory()
    old = address(first)
    renamed(first, slug_de="weg")
    second = f.ArticleFactory(slug_de=old.split("/")[-2])

    assert client.get(old).context["article"] == second
    renamed(second, slug_de="auch-weg")
    assert client.get(old).url == address(second)


def test_a_draft_at_an_old_address_does_not_stand_in_the_way(client):
    first = f.ArticleFactory()
    old = address(first)
    renamed(first, slug_de="weg")
    f.ArticleFactory(draft=True, slug_de=old.split("/")[-2])

    assert client.get(old).url == address(first)


def test_what_readers_never_saw_leaves_no_address(client):
    for page in (
        f.ArticleFactory(draft=True),
        f.ArticleFactory(published_at=timezone.now() + dt.timedelta(days=1)),
    ):
        old = address(page)
        renamed(page, slug_de=f"{page.slug_de}-neu")
        page.delete()
        assert client.get(old).status_code == 404

    assert not FormerAddress.objects.exists()


# --- Pages that were taken away --------------------------------------------------------------


@each_with_state
def test_a_page_taken_back_says_so_until_it_is_there_again(client, factory):
    page = factory()
    page.status = Status.DRAFT
    page.save()
    assert client.get(address(page)).status_code == 410

    page.status = Status.PUBLISHED
    page.save()
    assert client.get(address(page)).status_code == 200


@each_kind
@pytest.mark.parametrize("at_once", [False, True])
def test_a_deleted_page_says_so(client, factory, at_once):
    page = factory()
    path = address(page)
    if at_once:
        type(page).objects.filter(pk=page.pk).delete()
    else:
        page.delete()

    assert client.get(path).status_code == 410


def test_every_former_address_of_a_page_taken_away_says_so(client):
    page = f.ArticleFactory(translated=True)
    left = [address(page, code) for code in ("de", "en", "de-simple")]
    renamed(page, slug_de="neu", slug_en="new", slug_de_simple="leicht-neu")
    left += [address(page, code) for code in ("de", "en", "de-simple")]
    page.delete()

    assert [client.get(path).status_code for path in left] == [410] * 6


def test_a_draft_that_was_never_shown_is_not_found(client):
    assert client.get(address(f.ArticleFactory(draft=True))).status_code == 404


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "Diese Seite gibt es nicht mehr"),
        ("en", "We have taken this page down"),
        ("de-simple", "Diese Seite gibt es nicht mehr"),
    ],
)
def test_what_took_its_place_is_offered_in_the_readers_language(client, language, word):
    gone = f.ArticleFactory(
        translated=True, title_de="Hexenschuss", title_en="Lumbago", title_de_simple="Hexenschuss"
    )
    left = address(gone, language)
    near = f.ArticleFactory(
        translated=True,
        title_de="Hexenschuss: die ersten Tage",
        title_en="Lumbago: the first days",
        title_de_simple="Hexenschuss: erste Tage",
    )
    gone.delete()
    index.rebuild()

    response = client.get(left)

    assert response.status_code == 410
    assert word in response.text
    assert f'<html lang="{language}"' in response.text
    assert f'href="{address(near, language)}"' in response.text
    assert "noindex" in response.text
    assert re.search(r'<a href="[^"]+/">(Alle Artikel|All articles)', response.text)


def test_the_name_of_a_page_taken_away_is_marked_as_german_on_an_english_page(client):
    gone = f.ArticleFactory(title_de="Hexenschuss")
    left = address(gone, "en")
    gone.delete()

    assert '<cite lang="de" dir="ltr">Hexenschuss</cite>' in client.get(left).text


@pytest.mark.parametrize("slug", ["x" * 161, "%00", "gibt-es-nicht"])
def test_an_address_that_never_was_is_not_found(client, slug):
    assert client.get(f"/artikel/{slug}/").status_code == 404


# --- The day of the last change --------------------------------------------------------------


def test_no_editor_needs_to_say_when_a_topic_changed(client):
    topic = f.TopicFactory(content_updated_at="2020-01-01")

    topic.refresh_from_db()
    topic.save()
    assert str(topic.content_updated_at) == "2020-01-01"

    topic.lead_de = "Etwas Neues."
    topic.save()
    assert str(topic.content_updated_at) > "2020-01-01"
