"""Count what comes from one connection without keeping whose it is."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


def fingerprint(group: str, request: HttpRequest) -> str:
    """Return a keyed hash of the network address that nobody can turn back and that changes daily.

    All of an IPv6 household counts as one connection. Takes the group for django-ratelimit.
    """
    named = request.META.get(settings.RATELIMIT_IP_META_KEY) or request.META.get("REMOTE_ADDR", "")
    # Of a list, the last entry is the one that the nearest proxy wrote itself.
    address = named.rpartition(",")[2].strip()
    try:
        prefix = 64 if ":" in address else 32
        address = str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
    except ValueError:
        pass
    return salted_hmac("rating connection", f"{address} {timezone.localdate()}").hexdigest()


def forget_expired_counts() -> None:
    """Delete counters that have run out; the database cache itself only does so when it is full."""
    if not isinstance(caches["default"], DatabaseCache):
        return
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 – a quoted name of our settings
