"""The portal as it comes out of the box: prepared by a fresh clone, served by gunicorn, walked by a reader."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import quote, urlsplit

import pytest

from tests.sitemap import sitemap_paths

LANGUAGES = {"de": "", "en": "/en", "de-simple": "/de-simple"}
SEARCHES = {
    "de": [
        "Warnzeichen",
        "Rückenschmerzen",
        "Brücke",
        "dehnen",
        "Schreibtisch",
        "Bandscheibe",
        "Impressum",
        "Muskel",
        "Programm",
        "Kurs",
    ],
    "en": [
        "warning signs",
        "back pain",
        "bridge",
        "stretching",
        "desk",
        "disc",
        "privacy",
        "muscle",
        "programme",
        "course",
    ],
}
SEARCHES["de-simple"] = [*SEARCHES["de"][:6], "Angaben", *SEARCHES["de"][7:]]
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]+)">')
LINK = re.compile(r'href="(/[^"#]*)')


class Reader:
    """Somebody who follows links on one connection and knows the pages already seen."""

    def __init__(self, url: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        self.seen: dict[str, str] = {}

    def read(self, path: str) -> str:
        """Return the page at a path, or the one it leads on to; fails where there is none."""
        if path not in self.seen:
            self.connection.request("GET", path)
            response = self.connection.getresponse()
            body = response.read()
            if response.status in (301, 302):
                self.seen[path] = self.read(response.headers["Location"])
            else:
                assert response.status == 200, f"{path} answers {response.status}"
                is_html = response.headers["Content-Type"].startswith("text/html")
                self.seen[path] = body.decode() if is_html else ""
        return self.seen[path]


@pytest.fixture(scope="module")
def reader(portal_url: str) -> Iterator[Reader]:
    reader = Reader(portal_url)
    yield reader
    reader.connection.close()


def links_of(page: str) -> list[str]:
    return [unescape(link) for link in LINK.findall(page)]


def of_each_shape(links: Iterable[str]) -> list[str]:
    """Every address, but one of those that differ in the values of their query alone."""
    shapes: dict[object, str] = {}
    for link in links:
        path, _, query = link.partition("?")
        names = "&".join(part.partition("=")[0] for part in query.split("&"))
        shapes.setdefault((language_of(path), names) if names else path, link)
    return list(shapes.values())


def language_of(path: str) -> str:
    first = path.split("/")[1].partition("?")[0]
    return first if first in LANGUAGES else "de"


def hits_of(page: str) -> list[str]:
    return links_of(page.partition('<ol class="entries">')[2].partition("</ol>")[0])


def sitemap_addresses(reader: Reader) -> list[str]:
    """Every address of every section of the sitemap."""

    def read(path: str) -> str:
        reader.connection.request("GET", path)
        return reader.connection.getresponse().read().decode()

    return sitemap_paths(read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hit_of_a_search_is_a_page_in_the_readers_language(reader, language):
    for words in SEARCHES[language]:
        search = {"de": "suche", "de-simple": "suche", "en": "search"}[language]
        hits = hits_of(reader.read(f"{LANGUAGES[language]}/{search}/?q={quote(words)}"))

        assert hits, f"nothing found for {words}"
        for hit in hits:
            assert f'<html lang="{language}"' in reader.read(hit)


def test_every_address_of_the_sitemap_is_a_page_in_its_language(reader):
    addresses = sitemap_addresses(reader)

    assert {language_of(address) for address in addresses} == set(LANGUAGES)
    for address in addresses:
        assert f'<html lang="{language_of(address)}"' in reader.read(address)


def test_no_two_pages_describe_themselves_alike(reader):
    found: dict[tuple[str, str], str] = {}
    for address in sitemap_addresses(reader):
        (description,) = DESCRIPTION.findall(reader.read(address))
        other = found.setdefault((language_of(address), description), address)
        assert other == address


def test_every_link_of_every_page_leads_somewhere(reader):
    pages = [reader.read(address) for address in sitemap_addresses(reader)]

    for link in of_each_shape(link for page in pages for link in links_of(page)):
        page = reader.read(link)
        assert not page or f'<html lang="{language_of(link)}"' in page, link
