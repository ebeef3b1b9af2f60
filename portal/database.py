"""The database that an address names, with how its connections are kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import dj_database_url
from marshmallow import ValidationError
from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo

POSTGRESQL = "django.db.backends.postgresql"
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
#: Seconds a connection may be kept for later requests, and how many a pool holds ready.
NUMBERS = {"conn_max_age", "min_size", "max_size", "timeout", "max_lifetime", "max_idle"}
SWITCHES = {"conn_health_checks", "pool"}
#: Connections a pool holds ready where nothing is said.
LEAST = 4
POOL = {"min_size", "max_size", "timeout", "max_lifetime", "max_idle"}


def database(url: str) -> dict[str, Any]:
    """Return Django's settings of the database at an address.

    `conn_max_age` (seconds) and `conn_health_checks` keep connections from request to request; `pool`,
    with `min_size`, `max_size`, `timeout`, `max_lifetime` and `max_idle` (connections, seconds), shares
    them among the threads of a process. Everything else goes to libpq. Raises ValidationError.
    """
    try:
        address = urlsplit(url)
        given = parse_qsl(address.query, keep_blank_values=True)
        ours = {
            name: understood(name, value) for name, value in given if name in NUMBERS | SWITCHES
        }
        rest = [(name, value) for name, value in given if name not in ours]
        found: dict[str, Any] = dict(
            dj_database_url.parse(address._replace(query=urlencode(rest)).geturl())
        )
    except (ValueError, dj_database_url.ParseError) as error:
        raise ValidationError(f"Not a valid database URL: {error}") from error
    if found["ENGINE"] == POSTGRESQL:
        check_options(found.get("OPTIONS", {}))
    elif ours:
        raise ValidationError(f"Only PostgreSQL knows {', '.join(sorted(ours))}.")
    return found | connections(ours, found.get("OPTIONS", {}))


def understood(name: str, value: str) -> int | bool:
    """Return the number or the switch that a value is."""
    if name in NUMBERS and value.isdecimal():
        return int(value)
    if name in SWITCHES and value.lower() in YES | NO:
        return value.lower() in YES
    kind = "a whole number" if name in NUMBERS else "true or false"
    raise ValidationError(f"{name} has to be {kind}, not “{value}”.")


def check_options(options: dict[str, Any]) -> None:
    """Refuse what the database would refuse at the first request."""
    try:
        make_conninfo(**options)
    except ProgrammingError as error:
        raise ValidationError(f"PostgreSQL says: {str(error).strip()}") from error


def check_pool(pool: dict[str, Any]) -> None:
    """Refuse sizes that no pool can have."""
    least = pool.get("min_size", LEAST)
    if not 1 <= pool.get("max_size", max(1, least)) >= least:
        raise ValidationError("max_size of the pool has to be at least 1, and at least min_size.")


def connections(ours: dict[str, int | bool], options: dict[str, Any]) -> dict[str, Any]:
    """Return how connections are kept: in a pool, from request to request, or not at all."""
    pool = {name: value for name, value in ours.items() if name in POOL}
    is_pooled = ours.get("pool", bool(pool))
    if pool and not is_pooled:
        raise ValidationError(f"{', '.join(sorted(pool))} are for a pool: add pool=true.")
    if is_pooled and ours.get("conn_max_age"):
        raise ValidationError("Choose either pool or conn_max_age.")
    if is_pooled:
        check_pool(pool)
        return {"OPTIONS": options | {"pool": pool or True}, "CONN_HEALTH_CHECKS": True}
    age = ours.get("conn_max_age", 0)
    return {
        "CONN_MAX_AGE": age,
        "CONN_HEALTH_CHECKS": bool(ours.get("conn_health_checks", age)),
    }
