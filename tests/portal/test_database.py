"""Which database an address names, and how its connections are kept."""

import os
import subprocess
import sys

import pytest
from marshmallow import ValidationError

from portal.database import database

ADDRESS = "postgres://reader@db.example:5432/portal"


def test_connections_are_given_back_at_once_unless_asked_otherwise():
    found = database(ADDRESS)

    assert found["NAME"] == "portal"
    assert found["CONN_MAX_AGE"] == 0
    assert "pool" not in found.get("OPTIONS", {})


def test_connections_can_be_kept_and_are_looked_at_before_they_are_used_again():
    found = database(f"{ADDRESS}?conn_max_age=600&sslmode=require")

    assert found["CONN_MAX_AGE"] == 600
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert (
        database(f"{ADDRESS}?conn_max_age=600&conn_health_checks=no")["CONN_HEALTH_CHECKS"] is False
    )


def test_threads_can_share_a_pool():
    assert database(f"{ADDRESS}?pool=true")["OPTIONS"]["pool"] is True
    found = database(f"{ADDRESS}?pool=true&min_size=2&max_size=6&timeout=5")
    assert found["OPTIONS"]["pool"] == {"min_size": 2, "max_size": 6, "timeout": 5}


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("conn_max_age=long", "conn_max_age"),
        ("conn_max_age=-1", "conn_max_age"),
        ("conn_max_age=", "conn_max_age"),
        ("pool=perhaps", "pool"),
        ("pool=no&max_size=3", "max_size"),
        ("pool=true&conn_max_age=60", "conn_max_age"),
        ("min_size=5&max_size=2", "min_size"),
        ("max_size=0", "max_size"),
        ("sslmod=require", "sslmod"),
    ],
)
def test_what_makes_no_sense_is_named(query, word):
    with pytest.raises(ValidationError, match=word):
        database(f"{ADDRESS}?{query}")


@pytest.mark.parametrize(
    "url", ["nonsense://db", "postgres://u@h:port/x", "", "sqlite:///x?pool=1"]
)
def test_what_is_no_address_of_a_database_is_refused(url):
    with pytest.raises(ValidationError):
        database(url)


@pytest.mark.skipif(
    not os.environ.get("TEST_DATABASE_URL"), reason="only where the tests run on PostgreSQL"
)
@pytest.mark.parametrize("query", ["conn_max_age=600", "pool=true&min_size=1&max_size=2"])
def test_a_kept_connection_answers(query):
    env = os.environ | {"DATABASE_URL": f"{os.environ['TEST_DATABASE_URL']}?{query}"}
    code = "from django.db import connection as c; c.ensure_connection(); print(c.is_usable())"
    command = [sys.executable, "-m", "portal", "shell", "--no-imports", "-c", code]

    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["True"], done.stderr
