"""What holds for every page: language, one headline, no cookie, no draft, clear errors."""

import datetime as dt
import itertools
import re

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from search import index
from tests import factories as f
from tests.sitemap import sitemap_text

pytestmark = pytest.mark.django_db

LANGUAGES = ["de", "en", "de-simple"]


@pytest.fixture
def pages():
    """One page of every kind, in three languages, with everything on it that can be."""
    f.WarningSignsFactory(translated=True)
    sources = [f.SourceFactory(doi="10.1000/1"), f.SourceFactory()]
    exercise = f.ExerciseFactory(
        translated=True,
        figure="bird-dog",
        regions=[f.RegionFactory()],
        positions=[f.PositionFactory()],
        equipment=[f.EquipmentFactory()],
        agonists=[f.MuscleFactory()],
        antagonists=[f.MuscleFactory()],
        cautions=[f.CautionFactory()],
        sources=sources,
    )
    offer = f.CourseOfferFactory(translated=True)
    article = f.ArticleFactory(translated=True, related=[f.ArticleFactory()], sources=sources)
    f.RichTextFactory(parent=article)
    for kind in ("tip", "caution", "myth"):
        f.CalloutFactory(parent=article, kind=kind)
    f.FigureFactory(parent=article)
    f.FigureFactory(parent=article, drawing="", picture=f.PictureFactory())
    f.ShownClaimFactory(parent=article, claim__sources=sources)
    f.ExerciseTeaserFactory(parent=article, exercise=exercise)
    for kind in ("lines", "ticks"):
        f.WorksheetFactory(parent=article, kind=kind)
    f.CourseTeaserFactory(parent=article, course_offer=offer)
    f.GlossaryTermFactory(translated=True)
    tip = f.TipFactory(translated=True, exercise=exercise, sources=sources)
    item = f.SessionExerciseFactory(exercise=exercise)
    pair = f.MusclePairFactory(translated=True)
    info = f.InfoPageFactory(translated=True)
    index.rebuild()
    return [
        article,
        article.topic,
        exercise,
        pair,
        item.session.week.programme,
        item.session.week,
        tip.situation,
        info,
    ]


LISTS = [
    "/",
    "/artikel/",
    "/glossar/",
    "/uebungen/",
    "/uebungen/?kind=strengthening",
    "/muskelpaare/",
    "/koerperkarte/",
    "/programme/",
    "/vorbeugen/",
    "/vorbeugen/kurse/",
    "/warnzeichen/",
    "/suche/",
    "/suche/?q=Titel",
]


def addresses(pages, language):
    with translation.override(language):
        return [page.get_absolute_url() for page in pages]


def addresses_of(page):
    return [addresses([page], language)[0] for language in ("de", "en")]


def in_language(client, path, language):
    """Follow the language switch of a page, as a reader would."""
    if language == "de":
        return path
    prefix = {"en": "/en/", "de-simple": "/de-simple/"}[language]
    links = re.findall(r'<a[^>]*href="([^"]+)"[^>]*hreflang="([^"]+)"', client.get(path).text)
    links += [
        (u, c)
        for c, u in re.findall(
            r'<a[^>]*hreflang="([^"]+)"[^>]*href="([^"]+)"', client.get(path).text
        )
    ]
    found = [url for url, code in links if code == language]
    assert found, f"no switch to {language} on {path}"
    assert found[0].startswith(prefix)
    return found[0].replace("&amp;", "&")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_in_its_language_with_one_headline(client, pages, language):
    paths = [in_language(client, path, language) for path in LISTS] + addresses(pages, language)
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert f'<html lang="{language}"' in response.text, path
        assert len(re.findall(r"<h1[ >]", response.text)) == 1, path
        assert not response.cookies, path
        assert "Cookie" not in response.headers.get("Vary", ""), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_never_skip_a_level(client, pages, language):
    for path in [*LISTS, *addresses(pages, language)]:
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", client.get(path).text)]
        jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
        assert levels[0] == 1, path
        assert jumps == [], path


def test_ids_stand_once_on_a_page(client, pages):
    for path in [*LISTS, *addresses(pages, "de")]:
        ids = re.findall(r'\sid="([^"]+)"', client.get(path).text)
        assert sorted(ids) == sorted(set(ids)), path


def test_pages_load_nothing_from_another_host(client, pages):
    for path in [*LISTS, *addresses(pages, "de")]:
        text = client.get(path).text
        loaded = re.findall(r'<(?:script|img|iframe|source|video)[^>]*src="([^"]+)"', text)
        loaded += re.findall(
            r'<link[^>]*rel="(?:stylesheet|icon|preload)"[^>]*href="([^"]+)"', text
        )
        assert [url for url in loaded if not url.startswith("/") or url.startswith("//")] == [], (
            path
        )
        assert " style=" not in text, path


def test_drafts_are_visible_nowhere(client, pages):
    hidden = [
        make(draft=True, title_de="Unveröffentlichtes")
        for make in (
            f.ArticleFactory,
            f.ExerciseFactory,
            f.MusclePairFactory,
            f.ProgrammeFactory,
            f.TipFactory,
            f.CourseOfferFactory,
            f.InfoPageFactory,
        )
    ]
    index.rebuild()

    for page in hidden:
        response = client.get(page.get_absolute_url())
        assert response.status_code == 404 or "Unveröffentlichtes" not in response.text
    for path in [*LISTS, *addresses(pages, "de")]:
        assert "Unveröffentlichtes" not in client.get(path).text, path
    assert client.get("/suche/", {"q": "Unveröffentlichtes"}).context["search"].count == 0
    assert "unveroeffentlichtes" not in sitemap_text(lambda path: client.get(path).text)


def test_sitemap_lists_a_page_in_the_languages_it_has_been_written_in(client, pages):
    german_only = f.ArticleFactory(title_de="Nur deutsch")

    text = sitemap_text(lambda path: client.get(path).text)

    assert f"/en/articles/{pages[0].slug_en}/" in text
    assert f"/artikel/{german_only.slug_de}/" in text
    assert f"/en/articles/{german_only.slug_de}/" not in text


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/gibt-es-nicht/", "de"),
        ("/artikel/gibt-es-nicht/", "de"),
        ("/uebungen/" + "x" * 2000 + "/", "de"),
        ("/en/articles/missing/", "en"),
        ("/en/nothing-here/", "en"),
        ("/de-simple/uebungen/gibt-es-nicht/", "de-simple"),
        ("/fr/", "de"),
        ("/uk/", "de"),
        ("/media/missing.jpg", "de"),
    ],
)
def test_an_unknown_address_is_a_helpful_404_in_the_readers_language(client, path, language):
    response = client.get(path)

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text
    assert 'role="search"' in response.text
    assert not response.cookies


def test_the_language_switch_of_a_missing_page_leads_home(client):
    text = client.get("/artikel/gibt-es-nicht/").text

    assert re.search(r'<a[^>]*href="/en/"[^>]*>\s*English', text)


def test_no_byte_of_a_broken_address_comes_back(client):
    response = client.get("/artikel/%00%ff/")

    assert response.status_code == 404
    assert b"\x00" not in response.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_that_takes_no_form_says_so_in_the_portals_own_look(method):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)("/en/exercises/")

    assert response.status_code == 403
    assert '<html lang="en"' in response.text
    assert 'role="search"' in response.text


def test_a_form_that_is_far_too_large_is_refused(client):
    response = client.post(
        "/bewertung/",
        b"a" * 6_000_000,
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "http://testserver"},
    )

    assert response.status_code == 413
    assert '<html lang="de"' in response.text


def test_a_foreign_host_name_is_refused(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/media/../secret_key", "/media/%2e%2e/secret_key", "/static/../manage.py"]
)
def test_no_file_outside_is_served(client, path):
    response = client.get(path)

    assert response.status_code in (400, 404)
    assert '<html lang="de"' in response.text


def test_a_breakdown_shows_the_portals_own_page_and_no_detail():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_topic RENAME TO articles_topic_gone")
    client = Client(raise_request_exception=False)

    response = client.get("/")

    # SQLite says of a missing table what it says of a missing database.
    assert response.status_code == (503 if connection.vendor == "sqlite" else 500)
    assert '<html lang="de"' in response.text
    assert "articles_topic" not in response.text


def test_a_page_that_may_be_framed_or_sniffed_is_not_sent(client, pages):
    headers = client.get("/").headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_travel_compressed(client, pages):
    response = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"


def test_dates_are_written_the_way_readers_write_them(client):
    article = f.ArticleFactory(
        translated=True, published_at=dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
    )

    german, english = (client.get(path).text for path in addresses_of(article))

    assert "5. März 2026" in german
    assert "5 March 2026" in english


def test_robots_are_told_where_the_sitemap_is(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/artikel/", "Verstehen"),
        ("/uebungen/", "Üben"),
        ("/programme/", "Üben"),
        ("/plan/", "Üben"),
        ("/vorbeugen/", "Vorbeugen"),
        ("/warnzeichen/", "Warnzeichen"),
        ("/suche/", "Suche"),
        ("/", None),
    ],
)
def test_the_navigation_says_where_the_reader_is(client, address, place):
    navigation = client.get(address).text.partition('class="site-nav"')[2].partition("</nav>")[0]
    marked = re.findall(r"<a[^>]* aria-current=[^>]*>(.*?)</a>", navigation, re.DOTALL)

    assert [strip_tags(text).strip() for text in marked] == ([place] if place else [])
