"""Nodes of a portal within one test: what gunicorn serves, without gunicorn."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from wsgiref.util import setup_testing_defaults

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from editorial.generation import Generation
from portal.http.last_good import LastGood
from portal.http.page_cache import THREADS, PageCache, Patience
from portal.http.rendering import Rendering
from portal.http.shelf import Shelf

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


class AtOnce(Executor):
    """Does everything in the thread that asks, which has the test's transaction."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future:
        future: Future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True)
class Said:
    """What a node answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers[name]

    @property
    def html(self) -> str:
        return UNPACK[self.headers.get("Content-Encoding", "")](self.body).decode()


class Node:
    """A node with a memory and a disk of its own; asks the shared cache at every request.

    `django` is what makes the pages; with `threads` it does so in threads of its own.
    """

    def __init__(
        self,
        folder: Path,
        django: Any = None,
        *,
        threads: bool = False,
        patience: Patience | None = None,
        megabytes: float = 8,
        entries: int = 1000,
    ) -> None:
        self.made = 0
        self.django = django or WSGIHandler()
        self.generation = Generation(reread_seconds=0)
        self.shelf = Shelf(entries, int(megabytes * 1024 * 1024))
        self.last_good = LastGood(folder, self.generation, 1024 * 1024)
        self.layer = PageCache(
            self.count,
            generation=self.generation,
            shelf=self.shelf,
            last_good=self.last_good,
            patience=patience,
            rendering=Rendering(THREADS, None if threads else AtOnce()),
        )

    def count(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.made += 1
        return self.django(environ, start_response)

    def ask(self, address: str, method: str = "GET", body: bytes = b"", **headers: str) -> Said:
        """Ask as a server would; header names have underscores."""
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "localhost",
            "wsgi.input": BytesIO(body),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        setup_testing_defaults(environ)
        said: list[Any] = []
        with the_tests_connection():
            parts = self.layer(environ, lambda *args: said.append(args))
            content = b"".join(parts)
            if hasattr(parts, "close"):
                parts.close()
        return Said(int(said[-1][0][:3]), dict(said[-1][1]), content)

    def look(self) -> None:
        """What the node does by itself once a second."""
        with the_tests_connection(), patch("portal.http.watch.close_old_connections"):
            self.layer.watch.look()


@contextmanager
def the_tests_connection() -> Iterator[None]:
    """Keep requests from closing the connection that has the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
