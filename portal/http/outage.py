"""What is said when the portal can neither make a page nor has a copy of it."""

from __future__ import annotations

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.template.loader import render_to_string
from django.utils import translation
from redis.exceptions import RedisError

from portal.http.rendering import Answer

RETRY_SECONDS = 30
#: What a database or a cache that is away raises.
OUTAGES = (OperationalError, InterfaceError, RedisError)


def outage_page(path: str) -> Answer:
    """Ask the reader, in the language of the address, to come back; needs nothing that may be down."""
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        body = render_to_string("500.html", {"style_sheet": ""}).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Content-Language", language),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(RETRY_SECONDS)),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return Answer("503 Service Unavailable", headers, body)
