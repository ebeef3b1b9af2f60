"""What search engines are told: where pages are, in which languages, and what is none of their business."""

import datetime as dt
import html
import json
import re
from fnmatch import fnmatch

import pytest
from django.utils import timezone, translation

from search import index
from tests import factories as f
from tests.sitemap import paths_in, sections, sitemap_paths

pytestmark = pytest.mark.django_db

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
HOST = "http://testserver"


def head_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.text.partition("</head>")[0]


def canonical(head):
    found = [html.unescape(url) for url in CANONICAL.findall(head)]
    return found[0].removeprefix(HOST) if found else None


def alternates(head):
    return {code: html.unescape(url).removeprefix(HOST) for code, url in ALTERNATE.findall(head)}


@pytest.fixture
def neck():
    region = f.RegionFactory(key="neck")
    for number in range(30):
        f.ExerciseFactory(translated=True, isometric=True, regions=[region], key=f"neck-{number}")
    f.ExerciseFactory(translated=True, cautions=[f.CautionFactory(code="K")])
    return region


# --- Where a page is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("/uebungen/", "/uebungen/"),
        ("/uebungen/?region=neck", "/uebungen/?region=neck"),
        ("/uebungen/?page=2", "/uebungen/?page=2"),
        ("/uebungen/?page=1", "/uebungen/"),
        ("/uebungen/?page=2&region=neck", "/uebungen/?region=neck&page=2"),
        ("/uebungen/?region=neck&utm_source=brief", "/uebungen/?region=neck"),
        ("/uebungen/?kind=", "/uebungen/"),
        ("/plan/", "/plan/"),
    ],
)
def test_a_list_names_itself_in_every_language(client, neck, asked, listed):
    head = head_of(client, asked)

    assert canonical(head) == listed
    assert "noindex" not in head
    found = alternates(head)
    assert found["de"] == found["x-default"] == listed
    for code in ("en", "de-simple"):
        other = head_of(client, found[code])
        assert canonical(other) == found[code]
        assert alternates(other) == found


@pytest.mark.parametrize(
    "asked",
    [
        "/uebungen/?region=neck&kind=isometric",
        "/uebungen/?without=K",
        "/uebungen/?plan=neck-1:2x8s",
        "/plan/?e=neck-1:2x8s",
        "/plan/training/?e=neck-1:2x8s",
        "/suche/?q=Nacken",
        "/suche/",
    ],
)
def test_what_is_not_listed_names_no_address(client, neck, asked):
    head = head_of(client, asked)

    assert '<meta name="robots" content="noindex">' in head
    assert canonical(head) is None
    assert alternates(head) == {}


def test_an_untranslated_page_is_the_german_one_over_again(client):
    page = f.ArticleFactory()
    with translation.override("en"):
        head = head_of(client, page.get_absolute_url())

    assert canonical(head) == page.get_absolute_url()
    assert alternates(head).keys() == {"de", "x-default"}


def test_links_are_followed_exactly_where_they_lead_to_a_listed_page(client, neck):
    for path in ("/uebungen/", "/uebungen/?region=neck", "/uebungen/?plan=neck-1:2x8s"):
        for link in re.findall(r'<a class="facet__option"[^>]*>', client.get(path).text):
            target = html.unescape(re.search(r'href="([^"#]+)', link)[1])
            assert ("nofollow" in link) == ("noindex" in head_of(client, target)), target


def test_robots_are_told_not_to_fetch_what_no_link_wants_followed(client, neck):
    index.rebuild()
    rules = re.findall(r"Disallow: (.+)", client.get("/robots.txt").text)
    pages = ["/uebungen/", "/uebungen/?region=neck", "/uebungen/neck-1/", "/suche/?q=Titel"]
    pages += ["/en/exercises/", "/de-simple/uebungen/", "/uebungen/?plan=neck-1:2x8s"]
    pages[2] = re.search(r'href="(/uebungen/[^"?]+/)"', client.get("/uebungen/").text)[1]

    links = [link for page in pages for link in re.findall(r"<a [^>]*>", client.get(page).text)]
    unwanted = [link for link in links if "nofollow" in link]

    assert len(unwanted) > 10
    for link in unwanted:
        address = html.unescape(re.search(r'href="([^"#]+)', link)[1])
        assert any(fnmatch(address, f"{rule}*".replace("?", "[?]")) for rule in rules), address
    for path in sitemap_paths(lambda path: client.get(path).text):
        assert not any(fnmatch(path, f"{rule}*".replace("?", "[?]")) for rule in rules), path


# --- What a page says of itself ----------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_every_list_describes_itself_in_words_of_its_own(client, neck, language):
    lists = paths_in(client.get(f"/sitemap-lists-{language}.xml").text)
    library = "/en/exercises/" if language == "en" else lists[4]
    paths = [*lists, f"{library}?region=neck", f"{library}?page=2"]

    found = [description_of(client, path) for path in paths]

    assert all(found)
    assert sorted(found) == sorted(set(found))


def description_of(client, path):
    (description,) = DESCRIPTION.findall(head_of(client, path))
    return description


def test_the_way_to_a_page_ends_with_its_name(client):
    article = f.ArticleFactory(title_de="Heben & Tragen")

    text = client.get(article.get_absolute_url()).text

    way = next(json.loads(each) for each in DATA.findall(text) if "BreadcrumbList" in each)
    steps = [(each["position"], each["name"], each["item"]) for each in way["itemListElement"]]
    assert steps == [
        (1, "Startseite", f"{HOST}/"),
        (2, "Artikel", f"{HOST}/artikel/"),
        (3, article.topic.title, HOST + article.topic.get_absolute_url()),
        (4, "Heben & Tragen", HOST + article.get_absolute_url()),
    ]


@pytest.mark.parametrize("path", ["/", "/gibt-es-nicht/"])
def test_there_is_no_way_to_the_start_or_to_nothing(client, path):
    assert "BreadcrumbList" not in client.get(path).text


def test_a_shared_plan_names_the_whole_plan(client, neck):
    head = head_of(client, "/plan/?e=neck-1:2x8s")

    assert f'<meta property="og:url" content="{HOST}/plan/?e=neck-1:2x8s">' in head


# --- The sitemap -------------------------------------------------------------------------------


def read_by(client):
    return lambda path: client.get(path).text


def test_the_sitemap_has_a_section_for_each_kind_in_each_language(client):
    f.ArticleFactory(translated=True)
    f.ExerciseFactory()

    named = paths_in(client.get("/sitemap.xml").text)

    assert {"/sitemap-article-de.xml", "/sitemap-article-en.xml"} <= set(named)
    assert "/sitemap-exercise-de.xml" in named
    assert "/sitemap-exercise-en.xml" not in named


def test_every_entry_says_when_it_last_changed_and_names_its_languages(client):
    page = f.ArticleFactory(translated=True)
    f.WarningSignsFactory()
    f.TipFactory()
    f.GlossaryTermFactory()
    f.CourseOfferFactory()
    f.SessionExerciseFactory()
    f.InfoPageFactory()
    f.MusclePairFactory()
    f.ClaimFactory()

    texts = [client.get("/sitemap.xml").text, *sections(read_by(client))]

    for text in texts:
        assert text.count("<loc>") == text.count("<lastmod>") > 0, text
    (english,) = re.findall(r"<url>.*?</url>", client.get("/sitemap-article-en.xml").text, re.S)
    for code in ("de", "en", "de-simple"):
        with translation.override(code):
            link = f'hreflang="{code}" href="{HOST}{page.get_absolute_url()}"'
        assert link in english


def test_a_long_section_is_parted_and_nothing_is_missing(client, monkeypatch):
    monkeypatch.setattr("portal.sitemaps.PageSection.limit", 3)
    pages = f.ArticleFactory.create_batch(7)

    named = paths_in(client.get("/sitemap.xml").text)

    parts = [path for path in named if path.startswith("/sitemap-article-de.xml")]
    assert parts == [f"/sitemap-article-de.xml{query}" for query in ("", "?p=2", "?p=3")]
    listed = sitemap_paths(read_by(client))
    assert {page.get_absolute_url() for page in pages} <= set(listed)
    assert len(listed) == len(set(listed))


def test_a_topic_changes_with_the_articles_it_lists(client):
    topic = f.TopicFactory(content_updated_at="2020-01-01")
    assert "<lastmod>2020-01-01" in client.get("/sitemap-topic-de.xml").text

    today = timezone.now()
    f.ArticleFactory(topic=topic, content_updated_at="2021-01-01", published_at=today)
    f.ArticleFactory(topic=topic, draft=True, content_updated_at="2031-01-01")

    assert f"<lastmod>{timezone.localdate()}" in client.get("/sitemap-topic-de.xml").text


def test_a_planned_page_is_listed_from_its_hour_on(client):
    later = timezone.now() + dt.timedelta(days=1)
    page = f.ArticleFactory(published_at=later)

    assert page.get_absolute_url() not in sitemap_paths(read_by(client))


def test_the_sitemap_names_the_portal_as_it_is_set_up(client, settings):
    settings.SITE_URL = "https://ruecken.example"
    f.ArticleFactory()

    for text in (client.get("/sitemap.xml").text, client.get("/sitemap-article-de.xml").text):
        assert set(re.findall(r"https?://[^/]+", text)) <= {
            "https://ruecken.example",
            "http://www.sitemaps.org",
            "http://www.w3.org",
        }


@pytest.mark.parametrize(
    "path",
    ["/sitemap-nothing-de.xml", "/sitemap-article-de.xml?p=99", "/sitemap-article-de.xml?p=x"],
)
def test_a_section_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404
