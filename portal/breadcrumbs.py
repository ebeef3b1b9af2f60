"""The way to a page, as readers see it and as machines are told it."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

#: An address with the name of what it leads to.
Step = tuple[str, str]


class Links(HTMLParser):
    """Reads the links of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self._is_inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._is_inside = True
            self.found.append([dict(attrs).get("href") or "", ""])

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = self._is_inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found[-1][1] += data


def steps_of(html: str) -> list[Step]:
    """Return the links of a breadcrumb in their order."""
    return [(address, name.strip()) for address, name in Links(html).found]


def breadcrumb_data(steps: Iterable[Step]) -> dict[str, Any]:
    """Describe the way to a page, itself included, in the words of schema.org."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (address, name) in enumerate(steps, start=1)
        ],
    }
