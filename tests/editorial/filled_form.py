"""An editing form as a browser would send it, so that a test changes one field and posts the rest."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class FilledForm(HTMLParser):
    """Reads the fields of the admin's main form with the values they have on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, Any] = {}
        self.inside = False
        self.text_of: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = (found.get("id") or "").endswith("_form")
        elif self.inside and tag == "input" and found.get("name"):
            self.add_input(found)
        elif self.inside and tag == "textarea":
            self.text_of = found["name"]
            self.data[found["name"]] = ""
        elif self.inside and tag == "select":
            self.select = found.get("name")
        elif self.select and tag == "option" and "selected" in found:
            self.data.setdefault(self.select, []).append(found.get("value") or "")

    def add_input(self, found: dict[str, str | None]) -> None:
        kind, name = found.get("type"), str(found["name"])
        if kind in ("checkbox", "radio"):
            if "checked" in found:
                self.data.setdefault(name, []).append(found.get("value") or "on")
        elif kind not in ("submit", "file", "button"):
            self.data[name] = found.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.text_of:
            # A text area starts with a line break of its own.
            self.data[self.text_of] += data if self.data[self.text_of] else data.lstrip("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.text_of = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def filled_form(response: Any) -> dict[str, Any]:
    """The data of the form on this page."""
    parser = FilledForm()
    parser.feed(response.content.decode())
    return parser.data
