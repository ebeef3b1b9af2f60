"""The sitemap as a search engine reads it: the index, then every section that it names."""

import html
import re
from collections.abc import Callable
from urllib.parse import urlsplit

#: Returns the text at a path.
Read = Callable[[str], str]


def paths_in(text: str) -> list[str]:
    """The addresses that one file lists, without their host."""
    found = [urlsplit(html.unescape(url)) for url in re.findall(r"<loc>([^<]+)</loc>", text)]
    return [f"{url.path}?{url.query}" if url.query else url.path for url in found]


def sections(read: Read) -> list[str]:
    """The text of every section."""
    return [read(path) for path in paths_in(read("/sitemap.xml"))]


def sitemap_text(read: Read) -> str:
    return "\n".join(sections(read))


def sitemap_paths(read: Read) -> list[str]:
    """Every address that is listed, in every language."""
    return [path for section in sections(read) for path in paths_in(section)]
