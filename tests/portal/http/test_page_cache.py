"""Readers' pages come from memory: the same bytes for all of them, new ones once something changed."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from editorial.generation import raise_generation
from editorial.publishing import publish, withdraw
from feedback.models import Rating
from tests import factories as f
from tests.nodes import Node

pytestmark = pytest.mark.django_db


@pytest.fixture
def node(tmp_path):
    return Node(tmp_path / "one")


@pytest.fixture
def other(tmp_path):
    """A second node that shares database and cache with the first."""
    return Node(tmp_path / "two")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Lets what waits for the end of a transaction happen."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def at(monkeypatch):
    """Moves the clock."""

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


# --- The same page ------------------------------------------------------------------------------


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_second_reader_gets_the_bytes_of_the_first_without_django(node, coding):
    first = node.ask("/artikel/", accept_encoding=coding)
    second = node.ask("/artikel/", accept_encoding=coding)

    assert node.made == 1
    assert second == first
    assert first.headers.get("Content-Encoding", "identity") == coding
    assert int(first["Content-Length"]) == len(first.body)


def test_every_coding_holds_the_same_page_under_a_tag_of_its_own(node):
    packed = [node.ask("/artikel/", accept_encoding=each) for each in ("br", "gzip", "")]

    assert node.made == 1
    assert len({each.html for each in packed}) == 1
    assert len({each["ETag"] for each in packed}) == 3
    assert not any(each["ETag"].startswith("W/") for each in packed)
    assert {each["Vary"] for each in packed} == {"Accept-Encoding"}


def test_all_nodes_give_a_page_the_same_tag(node, other):
    assert node.ask("/artikel/")["ETag"] == other.ask("/artikel/")["ETag"]


def test_browsers_ask_each_time_and_caches_on_the_way_do_not(node):
    page = node.ask("/artikel/")

    assert page["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-if-error=3600"
    assert "stale-while-revalidate=60" in page["CDN-Cache-Control"]


def test_reader_never_sees_how_the_page_was_marked(node):
    for _ in range(2):
        assert "X-Kept" not in node.ask("/artikel/").headers


def test_who_has_the_page_is_told_so(node):
    page = node.ask("/artikel/", accept_encoding="br")
    tag = page["ETag"]

    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = node.ask("/artikel/", accept_encoding="br", if_none_match=asked)
        assert (again.status, again.body) == (304, b"")
        assert again["ETag"] == tag
        assert again["Cache-Control"] == page["Cache-Control"]
        assert again["Vary"] == page["Vary"]
    assert node.made == 1


def test_who_has_another_page_gets_this_one(node):
    gzipped = node.ask("/artikel/", accept_encoding="gzip")["ETag"]

    again = node.ask("/artikel/", accept_encoding="br", if_none_match=f'{gzipped}, "other"')

    assert again.status == 200


def test_head_says_what_get_says_without_the_page(node):
    head = node.ask("/artikel/", "HEAD", accept_encoding="br")
    page = node.ask("/artikel/", accept_encoding="br")

    assert head.body == b""
    assert head.headers == page.headers
    assert node.made == 1


# --- What is kept for whom ------------------------------------------------------------------------


def test_languages_hosts_and_pages_of_a_list_are_kept_apart(node):
    f.ArticleFactory.create_batch(25)
    german, english = node.ask("/artikel/"), node.ask("/en/articles/")
    second_page = node.ask("/artikel/?page=2")
    elsewhere = node.ask("/artikel/", host="127.0.0.1")

    assert len({each.html for each in (german, english, second_page, elsewhere)}) == 4


def test_name_nobody_declared_changes_nothing(node):
    plain = node.ask("/artikel/")

    marked = node.ask("/artikel/?utm_source=newsletter")

    assert node.made == 1
    assert marked.html == plain.html


def test_name_nobody_declared_is_dropped_from_the_first_page_too(node, other):
    assert node.ask("/artikel/?fbclid=1").html == other.ask("/artikel/").html


def test_filtered_library_is_kept_under_its_filter(node):
    f.ExerciseFactory(kind="stretching")
    for _ in range(2):
        assert node.ask("/uebungen/?kind=stretching").status == 200

    assert node.made == 1
    assert node.ask("/uebungen/").html != node.ask("/uebungen/?kind=stretching").html


@pytest.mark.parametrize(
    "address",
    ["/suche/?q=knie", "/plan/?e=bird-dog", "/uebungen/?plan=bird-dog", "/uebungen/?without=K"],
)
def test_what_one_reader_put_together_is_kept_for_nobody_else(node, address):
    f.CautionFactory(code="K")
    f.ExerciseFactory(key="bird-dog")

    plain = node.ask(address.partition("?")[0], accept_encoding="br")
    pages = [node.ask(address, accept_encoding="br") for _ in range(2)]

    assert node.made == 3
    assert len(node.shelf) == 1
    for page in pages:
        assert page.html != plain.html
        assert page["Cache-Control"] == "private, max-age=0"
        assert "CDN-Cache-Control" not in page.headers
        assert page["Content-Encoding"] == "br"


def test_who_is_signed_in_gets_pages_made_for_them(node, admin_client):
    node.ask("/artikel/")
    session = admin_client.cookies["sessionid"].value

    page = node.ask("/artikel/", cookie=f"theme=dark; sessionid={session}")

    assert node.made == 2
    assert page["Cache-Control"] == "private, max-age=0"


def test_other_cookies_make_no_difference(node):
    node.ask("/artikel/")

    assert "Set-Cookie" not in node.ask("/artikel/", cookie="theme=dark").headers
    assert node.made == 1


@pytest.mark.parametrize("address", ["/gibt-es-nicht/", "/bewertung/", "/admin/login/"])
def test_what_is_no_page_for_everybody_is_not_kept(node, address):
    for _ in range(2):
        node.ask(address)

    assert node.made == 2


def test_rating_form_of_a_kept_page_is_taken(node):
    article = f.ArticleFactory()
    node.ask(article.get_absolute_url())
    page = node.ask(article.get_absolute_url())
    target = page.html.partition('name="target" value="')[2].partition('"')[0]
    form = urlencode({"target": target, "helpful": "yes"}).encode()

    answer = node.ask("/bewertung/", "POST", form, sec_fetch_site="same-origin")

    assert answer.status == 302
    assert Rating.objects.get().target == article
    assert "Set-Cookie" not in page.headers


# --- What changes -----------------------------------------------------------------------------------


def test_publication_is_seen_at_once_on_every_node(node, other, committed):
    article = f.ArticleFactory(draft=True, title_de="Ganz neu")
    for each in (node, other):
        assert "Ganz neu" not in each.ask("/artikel/").html

    with committed():
        publish(page=article, by=f.UserFactory())

    for each in (node, other):
        assert "Ganz neu" in each.ask("/artikel/").html
        assert each.ask(article.get_absolute_url()).status == 200


def test_withdrawal_is_seen_at_once_on_every_node(node, other, committed):
    article = f.ArticleFactory()
    for each in (node, other):
        assert each.ask(article.get_absolute_url()).status == 200

    with committed():
        withdraw(page=article, by=f.UserFactory())

    for each in (node, other):
        assert each.ask(article.get_absolute_url()).status in (404, 410)


def test_what_was_made_before_a_change_is_never_put_back(tmp_path, node):
    """A page that took long is finished after the change, under the generation it was begun in."""

    def slow(environ, start_response):
        answer = node.django(environ, start_response)
        raise_generation()
        return answer

    late = Node(tmp_path / "late", slow)
    late.ask("/artikel/")
    late.django = node.django
    late.ask("/artikel/")

    assert late.made == 2


def test_planned_page_is_served_the_second_its_time_has_come(node, other, committed, at):
    moment = timezone.now().replace(microsecond=0) + dt.timedelta(hours=5)
    article = f.ArticleFactory(draft=True, title_de="Geplant", published_at=moment)
    with committed():
        publish(page=article, by=f.UserFactory())

    at(moment - dt.timedelta(seconds=1))
    for each in (node, other):
        for _ in range(2):
            assert "Geplant" not in each.ask("/artikel/").html
            assert each.ask(article.get_absolute_url()).status == 404
    at(moment)
    for each in (node, other):
        assert "Geplant" in each.ask("/artikel/").html
        assert each.ask(article.get_absolute_url()).status == 200


# --- Bounds -----------------------------------------------------------------------------------------


def test_memory_holds_so_many_pages_and_no_more(tmp_path):
    small = Node(tmp_path, entries=3)
    f.ArticleFactory.create_batch(25)
    for address in ("/", "/artikel/", "/glossar/", "/artikel/?page=2", "/uebungen/"):
        small.ask(address, accept_encoding="br")
    made = small.made

    small.ask("/uebungen/", accept_encoding="br")

    assert len(small.shelf) == 3
    assert small.made == made
    small.ask("/", accept_encoding="br")
    assert small.made == made + 1


def test_without_memory_every_page_is_made(tmp_path):
    forgetful = Node(tmp_path, megabytes=0)
    pages = [forgetful.ask("/artikel/", accept_encoding="gzip") for _ in range(2)]

    assert forgetful.made == 2
    assert pages[0] == pages[1]
