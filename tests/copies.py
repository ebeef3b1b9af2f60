"""The shipped content for tests: loaded once in a run, then copied as a whole database."""

from __future__ import annotations

import fcntl
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import translation


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one worker at a time make what the run needs once."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def shipped(folder: Path) -> Iterator[None]:
    """Work on a copy of the shipped content; all workers of the run share `folder`."""
    on_copy = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    with on_copy(folder):
        # Emptying the tables numbers the content types anew, so a copy may know them by others.
        ContentType.objects.clear_cache()
        yield
    ContentType.objects.clear_cache()


def load() -> None:
    with translation.override(settings.LANGUAGE_CODE):
        call_command("load_content", verbosity=0, stdout=io.StringIO())


@contextmanager
def on_sqlite(folder: Path) -> Iterator[None]:
    file = folder / "shipped.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as before:
        connection.connection.backup(before)
        with locked(folder):
            is_loaded = file.exists()
            with closing(sqlite3.connect(file)) as loaded:
                if is_loaded:
                    loaded.backup(connection.connection)
                else:
                    load()
                    connection.connection.backup(loaded)
        yield
        before.backup(connection.connection)


@contextmanager
def on_postgresql(folder: Path) -> Iterator[None]:
    copy = f"{connection.settings_dict['NAME']}_shipped"
    with locked(folder):
        name = loaded_name(folder)
        if not name.exists():
            name.write_text(make_loaded())
        clone(name.read_text(), copy)
    with connected_to(copy):
        yield
    drop(copy)


def loaded_name(folder: Path) -> Path:
    """The file that says which database of the run holds the shipped content."""
    return folder / "shipped.name"


def make_loaded() -> str:
    """Make a database that is only there to be copied, which asks for nobody being connected."""
    own = connection.settings_dict["NAME"]
    loaded = f"{own}_loaded"
    clone(own, loaded)
    with connected_to(loaded):
        load()
    return loaded


def forget_loaded(folder: Path) -> None:
    """Drop the database to copy from, if this worker made it."""
    with locked(folder):
        name, own = loaded_name(folder), f"{connection.settings_dict['NAME']}_loaded"
        if name.exists() and name.read_text() == own:
            name.unlink()
            drop(own)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def clone(source: str, name: str) -> None:
    connection.close()
    execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop(name: str) -> None:
    execute(f'DROP DATABASE "{name}"')


def execute(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)
