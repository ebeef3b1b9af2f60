"""Which pages the browser tests look at: every kind of page, in every public language."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from functools import cache, partial

from tests.sitemap import sitemap_paths

LANGUAGES = {"de": "", "en": "/en", "de-simple": "/de-simple"}
SEARCH = {"de": "/suche/", "en": "/en/search/", "de-simple": "/de-simple/suche/"}
LIBRARY = {"de": "/uebungen/", "en": "/en/exercises/", "de-simple": "/de-simple/uebungen/"}
#: A movement, holds on both sides, and an exercise that does not exist.
PLAN = "e=glute-bridge:3x12,bird-dog:2x8s,nothing-such"


@cache
def page_types(portal_url: str, language: str) -> list[str]:
    """Every kind of page once: from the sitemap, like a search engine would, and what it leaves out."""
    prefix = LANGUAGES[language]
    others = tuple(f"{other}/" for other in LANGUAGES.values() if other and other != prefix)
    kinds: dict[tuple[str, int], str] = {}
    for path in sorted(sitemap_paths(partial(get, portal_url))):
        own = path.removeprefix(prefix) if path.startswith(f"{prefix}/") else ""
        if own and not path.startswith(others):
            parts = own.strip("/").split("/")
            kinds.setdefault((parts[0], len(parts)), path)
    return [
        *kinds.values(),
        SEARCH[language],
        f"{SEARCH[language]}?q=R%C3%BCcken",
        f"{SEARCH[language]}?q=qqqqqqqq",
        f"{LIBRARY[language]}?kind=relaxation&equipment=band",
        f"{LIBRARY[language]}?kind=stretching",
        f"{prefix}/plan/",
        f"{prefix}/plan/?{PLAN}",
        f"{prefix}/plan/training/?{PLAN}",
        f"{prefix}/gibt-es-nicht/",
    ]


def get(portal_url: str, path: str, **form: str) -> str:
    """Return the page at an address, or what answers a form sent there; an error page counts too."""
    return answer(portal_url, path, form)[1]


def answer(portal_url: str, path: str, form: dict[str, str]) -> tuple[str, str]:
    """Return the path a reader ends up at and the page there."""
    data = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(portal_url + path, data, {"Origin": portal_url})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.url.removeprefix(portal_url), response.read().decode()
    except urllib.error.HTTPError as error:
        return path, error.read().decode()
