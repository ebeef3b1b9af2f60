"""Choices that live in an address: how they are written, and which signs may stand in them."""

from __future__ import annotations

import re
from urllib.parse import urlencode

#: A key or an address; nothing else ever reaches the database.
NAME = re.compile(r"[a-z0-9_-]{1,160}", re.ASCII | re.IGNORECASE)


def query_of(**values: str) -> str:
    """Return a query of what has a value; the signs of a plan stay as they are."""
    return urlencode({name: value for name, value in values.items() if value}, safe=":,")
