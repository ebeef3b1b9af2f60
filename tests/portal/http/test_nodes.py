"""Real nodes on real stores: what is published is there at once, what was shown outlives its stores."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from types import SimpleNamespace
from urllib.parse import urlsplit

import psycopg
import pytest

from editorial.generation import BLIND_SECONDS
from tests import live

EDITING = """
from articles.models import Article
from django.contrib.auth import get_user_model
from django.utils.dateparse import parse_datetime
from editorial.publishing import publish, withdraw
editor, _ = get_user_model().objects.get_or_create(username="redaktion")
page = Article.objects.get(slug_de={slug!r})
page.published_at = parse_datetime({date!r}) or page.published_at
{act}(page=page, by=editor)
"""
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
PAGE, OTHER, THIRD = "was-hilft", "termin-vorbereiten", "die-ersten-tage"
SIGNS = ["/warnzeichen/", "/en/warning-signs/", "/de-simple/warnzeichen/"]


def ask(node, path):
    """Return status, headers and body, and how long it took."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(node.url + path, timeout=60) as answer:
            said = answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        said = error.code, error.headers, error.read().decode()
    return *said, time.monotonic() - began


def status(node, path):
    return ask(node, path)[0]


def edit(node, act, slug, date=""):
    """Publish or withdraw an article in a process of its own, as on a third node."""
    node.python(EDITING.format(act=act, slug=slug, date=date))


def eventually(check, seconds=5.0):
    """Return whether something comes true within this time."""
    deadline = time.monotonic() + seconds
    while not (found := check()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def nodes(prepared, tmp_path_factory):
    """Two nodes that share database and cache and nothing else."""
    folder = tmp_path_factory.mktemp("nodes")
    shutil.copytree(prepared.data, folder / "data")
    nodes = [
        live.serve(
            live.environment(
                folder / "data", prepared.static, LAST_GOOD_ROOT=str(folder / f"copies-{name}")
            )
        )
        for name in ("one", "two")
    ]
    yield nodes
    for node in nodes:
        node.stop()


@pytest.fixture
def stores(nodes):
    """The database, and the cache in it: can be taken from both nodes and given back."""
    data = live.Path(nodes[0].env["DATA_DIR"])
    files = ["portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm"]

    def move(source, target):
        target.mkdir(exist_ok=True)
        for name in files:
            with suppress(FileNotFoundError):
                (source / name).rename(target / name)

    def give_back():
        for name in files:
            (data / name).unlink(missing_ok=True)
        move(data / "away", data)

    yield SimpleNamespace(take_away=lambda: move(data, data / "away"), give_back=give_back)
    if (data / "away" / files[0]).exists():
        give_back()


def is_listed(node, path):
    return f'"{path}"' in ask(node, "/artikel/")[2]


def test_publication_and_withdrawal_reach_every_node_within_a_second_or_two(nodes):
    path = f"/artikel/{THIRD}/"
    edit(nodes[0], "withdraw", THIRD)
    assert eventually(lambda: all(status(node, path) in (404, 410) for node in nodes), 2)
    assert eventually(lambda: not any(is_listed(node, path) for node in nodes), 2)

    edit(nodes[0], "publish", THIRD)

    assert eventually(lambda: all(status(node, path) == 200 for node in nodes), 2)
    assert eventually(lambda: all(is_listed(node, path) for node in nodes), 2)


def test_planned_page_is_served_by_every_node_the_second_its_time_has_come(nodes):
    path = f"/artikel/{THIRD}/"
    edit(nodes[0], "withdraw", THIRD)
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(seconds=12)
    edit(nodes[0], "publish", THIRD, moment.isoformat())
    assert eventually(lambda: all(status(node, path) in (404, 410) for node in nodes), 2)

    time.sleep((moment - dt.datetime.now(dt.UTC)).total_seconds() - 3)
    assert all(status(node, path) in (404, 410) for node in nodes)
    assert not any(is_listed(node, path) for node in nodes)
    time.sleep(max(0, (moment - dt.datetime.now(dt.UTC)).total_seconds()))

    assert all(status(node, path) == 200 for node in nodes)
    assert all(is_listed(node, path) for node in nodes)


def test_nodes_go_on_without_their_database(nodes, stores):
    shown, gone, never = f"/artikel/{PAGE}/", f"/artikel/{OTHER}/", "/en/glossary/"
    before = [ask(node, shown)[2] for node in nodes]
    assert all(status(node, gone) == 200 for node in nodes)
    edit(nodes[0], "withdraw", OTHER)
    time.sleep(2.5)  # nobody asks; each node looks by itself

    stores.take_away()

    assert eventually(lambda: "X-Kept-Since" in ask(nodes[1], shown)[1], 20)
    for node, page in zip(nodes, before, strict=True):
        assert ask(node, shown)[2] == page
        assert [status(node, path) for path in SIGNS] == [200, 200, 200]
        assert status(node, gone) == 503
        # A connection that was open when the database went may still be breaking.
        assert eventually(lambda node=node: "Retry-After" in ask(node, never)[1], 10)
        code, headers, body, _ = ask(node, never)
        assert (code, int(headers["Retry-After"]) > 0) == (503, True)
        assert "It is not your fault" in body

    stores.give_back()

    assert eventually(lambda: all(status(node, never) == 200 for node in nodes), 15)
    assert all("X-Kept-Since" not in ask(node, "/artikel/")[1] for node in nodes)
    time.sleep(BLIND_SECONDS)  # for the tests that follow: what was kept meanwhile is over


# --- Stores that hang ---------------------------------------------------------------------------------------


class Wire:
    """A line to a service that can be held: everything stays connected and nothing comes through."""

    def __init__(self, url):
        self.target = urlsplit(url)
        self.passing = threading.Event()
        self.passing.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path=None):
        own = self.target._replace(netloc=f"{self._account}127.0.0.1:{self.port}")
        return (own._replace(path=path) if path else own).geturl()

    @property
    def _account(self):
        account, at, _ = self.target.netloc.rpartition("@")
        return account + at

    def _accept(self):
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection((self.target.hostname, self.target.port))
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source, target):
        with source, suppress(OSError):
            while content := source.recv(65536):
                self.passing.wait()
                target.sendall(content)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@pytest.fixture(scope="module")
def wires():
    """Lines to the services the tests run on."""
    services = [os.environ.get(name) for name in ("TEST_DATABASE_URL", "TEST_CACHE_URL")]
    if not all(services):
        pytest.skip("only where the tests run on PostgreSQL and Redis")
    wires = [Wire(service) for service in services]
    yield wires
    for wire in wires:
        wire.passing.set()
        wire.listener.close()


@pytest.fixture(scope="module")
def wired(wires, prepared, tmp_path_factory):
    """A node on PostgreSQL and Redis that has to make every page."""
    name = f"test_nodes_{os.getpid()}"
    with closing(psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True)) as server:
        server.execute(f"CREATE DATABASE {name}")
        env = live.environment(
            tmp_path_factory.mktemp("wired"),
            prepared.static,
            DATABASE_URL=wires[0].url(f"/{name}"),
            CACHE_URL=wires[1].url(),
            PAGE_CACHE_MEGABYTES="0",
        )
        # Without content, which takes long to load and does not matter here.
        migrated = live.command("migrate", env=env)
        assert migrated.returncode == 0, migrated.stderr
        node = gunicorn(env)
        yield node
        for wire in wires:
            wire.passing.set()
        node.stop()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def gunicorn(env):
    """Serve what is prepared already."""
    port = live.free_port()
    process = subprocess.Popen(
        [*GUNICORN, "--bind", f"127.0.0.1:{port}", "portal.wsgi"],
        cwd=live.ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    node = live.Portal(f"http://127.0.0.1:{port}", env, process)
    live.wait_for(node)
    return node


@pytest.mark.stores
@pytest.mark.parametrize("held", [[0], [1], [0, 1]], ids=["database", "cache", "both"])
def test_no_reader_hangs_with_the_stores(wired, wires, held):
    shown, never = "/artikel/", f"/suche/?q={len(held)}{held[0]}"
    assert eventually(lambda: "X-Kept-Since" not in ask(wired, shown)[1], 20)
    before = ask(wired, shown)[2]
    for number in held:
        wires[number].passing.clear()
    time.sleep(5)  # by then the node knows

    answers = [ask(wired, path) for path in (shown, *SIGNS)]

    for wire in wires:
        wire.passing.set()
    assert {answer[0] for answer in answers} == {200}
    assert answers[0][2] == before
    assert max(answer[3] for answer in answers) < 5
    # The warning signs may still be made anew, of what the process remembers.
    assert (0 in held) == ("X-Kept-Since" in answers[0][1])
    assert eventually(lambda: status(wired, never) == 200, 20)
