"""When database or cache are down or hang, readers get the last good copy, but never of what has gone."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from editorial import generation
from editorial.publishing import publish, withdraw
from portal.http.caching import KEEPS, KEPT
from portal.http.page_cache import Patience
from tests import factories as f
from tests.nodes import Node

SIGNS = {"de": "/warnzeichen/", "en": "/en/warning-signs/", "de-simple": "/de-simple/warnzeichen/"}


@contextmanager
def database_down():
    """Let every query fail, those of the database cache too."""

    def refuse(*args):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        yield


class Site:
    """Something to stand behind the layer: counts what it makes, can wait and fail."""

    def __init__(self):
        self.pages = {"/": "start"}
        self.made = []
        self.open = threading.Event()
        self.open.set()
        self.fails = False
        self._lock = threading.Lock()

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        with self._lock:
            self.made.append(path)
        self.open.wait(20)
        is_kept = path in self.pages and not self.fails and KEEPS in environ
        status = "500 Broken" if self.fails else "200 OK" if path in self.pages else "404 Not Found"
        headers = [("Content-Type", "text/html")] + [(KEPT, "")] * is_kept
        start_response(status, headers)
        return [self.pages.get(path, "nothing").encode()]


@pytest.fixture
def site():
    site = Site()
    yield site
    site.open.set()


@pytest.fixture
def known(monkeypatch):
    """A generation that is known without any store, for what needs none."""
    state = generation.State("epoch", 1, ())
    monkeypatch.setattr(generation, "read", lambda: state)
    monkeypatch.setattr(generation, "read_gone", lambda _: generation.Gone("epoch", 1))


@pytest.fixture
def quick(tmp_path, site, known):
    """A node whose readers are not patient."""
    return Node(tmp_path, site, threads=True, patience=Patience(with_copy=0.2, without=0.6))


# --- Down ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_page_that_was_shown_is_shown_when_the_database_is_down(tmp_path):
    node = Node(tmp_path)
    article = f.ArticleFactory()
    before = node.ask(article.get_absolute_url(), accept_encoding="br")
    node.shelf.clear()

    with database_down():
        after = node.ask(article.get_absolute_url(), accept_encoding="gzip")

    assert (after.status, after.html) == (200, before.html)
    assert after["Cache-Control"] == "no-cache"
    assert "CDN-Cache-Control" not in after.headers
    assert after["X-Kept-Since"].endswith("GMT")


@pytest.mark.django_db
def test_who_has_the_last_good_copy_is_told_so(tmp_path):
    node = Node(tmp_path)
    tag = node.ask("/artikel/", accept_encoding="br")["ETag"]

    with database_down():
        again = node.ask("/artikel/", accept_encoding="br", if_none_match=tag)

    assert again.status == 304


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [("/artikel/", "Es liegt nicht an Ihnen"), ("/en/articles/", "It is not your fault")],
)
def test_page_that_was_never_shown_asks_to_come_back_in_the_readers_language(
    tmp_path, address, words
):
    with database_down():
        answer = Node(tmp_path).ask(address)

    assert answer.status == 503
    assert int(answer["Retry-After"]) > 0
    assert words in answer.html
    assert "112" in answer.html


@pytest.mark.django_db
@pytest.mark.parametrize("language", SIGNS)
def test_warning_signs_are_there_on_a_node_that_has_never_shown_them(tmp_path, language):
    f.WarningSignsFactory(translated=True, emergency_de="Plötzliche Lähmung")
    node = Node(tmp_path)
    node.look()

    with database_down():
        answer = node.ask(SIGNS[language], host="127.0.0.1")

    assert answer.status == 200
    assert "warning-signs" in answer.html or "112" in answer.html
    assert f'<html lang="{language}"' in answer.html


@pytest.mark.django_db
def test_warning_signs_are_made_anew_after_every_change(tmp_path):
    notice = f.WarningSignsFactory(emergency_de="Alt")
    node = Node(tmp_path)
    node.look()
    notice.signs.filter(tier="emergency").update(text_de="Neu")
    generation.raise_generation()
    node.look()

    with database_down():
        assert "Neu" in node.ask("/warnzeichen/").html


@pytest.mark.django_db
def test_copy_is_found_by_a_process_that_starts_while_all_is_down(tmp_path):
    first = Node(tmp_path)
    first.look()
    before = first.ask("/artikel/").html

    with database_down():
        assert Node(tmp_path).ask("/artikel/").html == before


@pytest.mark.django_db
def test_name_nobody_declared_finds_the_copy_and_a_declared_one_does_not(tmp_path):
    node = Node(tmp_path)
    before = node.ask("/artikel/").html

    with database_down():
        assert node.ask("/artikel/?utm_source=x").html == before
        assert node.ask("/artikel/?page=2").status == 503


@pytest.mark.django_db
def test_broken_page_is_replaced_by_its_last_good_copy(tmp_path, site):
    node = Node(tmp_path, site)
    node.ask("/")
    site.fails = True
    generation.raise_generation()

    assert node.ask("/").html == "start"


def test_folder_that_cannot_be_written_stops_no_page(tmp_path, site, known):
    (tmp_path / "file").touch()
    node = Node(tmp_path / "file" / "below", site)

    assert node.ask("/").html == "start"


@pytest.mark.django_db
def test_what_one_reader_left_out_is_never_shown_from_a_copy(tmp_path):
    f.CautionFactory(code="K")
    node = Node(tmp_path)
    node.ask("/uebungen/")

    with database_down():
        assert node.ask("/uebungen/").status == 200
        assert node.ask("/uebungen/?without=K").status == 503


# --- Gone ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_withdrawn_page_never_comes_back(tmp_path, django_capture_on_commit_callbacks):
    """Nobody asked for it between its withdrawal and the outage."""
    node, other = Node(tmp_path / "one"), Node(tmp_path / "two")
    article = f.ArticleFactory()
    for each in (node, other):
        assert each.ask(article.get_absolute_url()).status == 200
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(page=article, by=f.UserFactory())
    for each in (node, other):
        each.look()

    with database_down():
        for each in (node, other, Node(tmp_path / "one")):
            assert each.ask(article.get_absolute_url()).status == 503


@pytest.mark.django_db
def test_page_published_again_has_a_copy_again(tmp_path, django_capture_on_commit_callbacks):
    node, editor = Node(tmp_path), f.UserFactory()
    article = f.ArticleFactory()
    node.ask(article.get_absolute_url())
    for change in (withdraw, publish):
        with django_capture_on_commit_callbacks(execute=True):
            change(page=article, by=editor)
    node.ask(article.get_absolute_url())

    with database_down():
        assert node.ask(article.get_absolute_url()).status == 200


@pytest.mark.django_db
def test_page_that_is_missing_once_leaves_no_copy(tmp_path, site):
    node = Node(tmp_path, site)
    node.ask("/")
    pages, site.pages = site.pages, {}
    generation.raise_generation()
    assert node.ask("/").status == 404
    site.pages, site.fails = pages, True
    generation.raise_generation()

    assert node.ask("/").status == 500


@pytest.mark.django_db
def test_copies_are_not_trusted_when_nobody_knows_what_has_gone(tmp_path):
    node = Node(tmp_path)
    node.ask("/artikel/")
    cache.clear()
    node.look()

    with database_down():
        assert node.ask("/artikel/").status == 503
        assert node.ask("/warnzeichen/").status == 200


@pytest.mark.django_db
def test_room_on_disk_is_bounded_and_the_warning_signs_stay(tmp_path):
    f.WarningSignsFactory()
    node = Node(tmp_path)
    node.look()
    for address in ("/", "/artikel/", "/glossar/"):
        node.ask(address)
    node.last_good.most_bytes = 1

    node.last_good.trim()
    node.shelf.clear()

    with database_down():
        assert node.ask("/artikel/").status == 503
        assert node.ask("/warnzeichen/").status == 200


# --- Hanging, and many at once ----------------------------------------------------------------------------


def test_twenty_readers_at_once_make_a_page_once(quick, site):
    site.open.clear()
    with ThreadPoolExecutor(20) as readers:
        asked = [readers.submit(quick.ask, "/", accept_encoding="br") for _ in range(20)]
        time.sleep(0.1)
        site.open.set()
        pages = [each.result() for each in asked]

    assert site.made == ["/"]
    assert {page.html for page in pages} == {"start"}


def test_what_is_not_for_everybody_is_made_for_each(quick, site):
    site.open.clear()
    with ThreadPoolExecutor(4) as readers:
        asked = [readers.submit(quick.ask, "/private/") for _ in range(4)]
        time.sleep(0.1)
        site.open.set()
        assert {each.result().status for each in asked} == {404}

    assert len(site.made) == 4


def test_reader_of_a_page_that_hangs_gets_its_copy_soon(quick, site):
    quick.ask("/")
    site.open.clear()
    quick.shelf.clear()

    began = time.monotonic()
    answer = quick.ask("/")

    assert answer.html == "start"
    assert "X-Kept-Since" in answer.headers
    assert 0.15 < time.monotonic() - began < 2
    began = time.monotonic()
    quick.ask("/")
    assert time.monotonic() - began < 0.15


def test_reader_of_a_page_that_hangs_and_has_no_copy_is_asked_to_come_back(quick, site):
    site.open.clear()

    answer = quick.ask("/")

    assert answer.status == 503
    assert int(answer["Retry-After"]) > 0


def test_nobody_waits_while_everything_hangs(quick, site):
    site.open.clear()
    with ThreadPoolExecutor(8) as readers:
        list(readers.map(quick.ask, [f"/{number}/" for number in range(8)]))

    began = time.monotonic()
    assert quick.ask("/never/").status == 503
    assert time.monotonic() - began < 0.15


def test_page_is_fresh_again_once_nothing_hangs(quick, site):
    quick.ask("/")
    quick.shelf.clear()
    site.open.clear()
    quick.ask("/")
    site.pages["/"] = "anew"
    site.open.set()
    time.sleep(0.1)

    assert quick.ask("/").html == "anew"
