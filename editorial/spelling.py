"""The one spelling of rich text: the one in which the editor in the admin writes it."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from html.parser import HTMLParser
from itertools import takewhile

from editorial.text import JUNK, has_signs, tidy_line

WHITE = re.compile("[ \t\n\r\v\f\x85\u2028\u2029]+")
#: Composes with the end of the tag in front of it, which would then be none.
STROKE = "\u0338"
#: Marks from the outside in, and what an element says in which order, as the editor writes both.
MARKS = ("a", "strong", "em")
ATTRIBUTES = {
    "a": ("rel", "href", "title"),
    "ol": ("data-type", "start", "type"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
TEXT_BLOCKS = frozenset(["p", "h3", "h4"])
#: What holds paragraphs and is never without one.
ITEMS = ("<li", "<td", "<th")
NUMBERINGS = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
#: A run that is a line break; no text is, since white space in it is one space.
BREAK = "\n"
#: What a cell is anyway.
NEEDLESS = {("colspan", "1"), ("rowspan", "1")}

Run = tuple[tuple[str, ...], str]


def spell(html: str) -> str:
    """Return sanitised markup in the editor's spelling, empty where there is nothing to read."""
    speller = _Speller()
    speller.feed(html)
    speller.close()
    return speller.spelled


class _Speller(HTMLParser):
    """Writes sanitised markup anew: text only in paragraphs and headings, marks in one order."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.block = ""
        self.runs: list[Run] = []
        self.is_read = False

    @property
    def spelled(self) -> str:
        self.end_block()
        return "".join(self.out) if self.is_read else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in MARKS:
            self.marks.append((tag, opening(tag, dict(attrs))))
        elif tag == "br":
            self.begin_text()
            self.runs.append((self.marks_here(), BREAK))
        elif tag in TEXT_BLOCKS:
            self.begin_block(tag)
        elif tag not in ("thead", "tbody"):
            self.begin_holder(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS:
            names = [name for name, _markup in self.marks]
            del self.marks[len(names) - 1 - names[::-1].index(tag)]
        elif tag in TEXT_BLOCKS:
            self.end_block()
        elif tag not in ("thead", "tbody", "br"):
            self.end_holder(tag)

    def handle_data(self, data: str) -> None:
        text = WHITE.sub(" ", JUNK.sub("", data)).lstrip(STROKE)
        if self.block or text.strip(" "):
            self.begin_text()
            self.add_text(text)

    def marks_here(self) -> tuple[str, ...]:
        """The marks of what is written now, each once, from the outside in."""
        last = {tag: markup for tag, markup in self.marks if markup}
        return tuple(last[tag] for tag in MARKS if tag in last)

    def begin_text(self) -> None:
        if not self.block:
            self.begin_block("p")

    def begin_block(self, tag: str) -> None:
        self.end_block()
        if tag != "p":
            self.begin_item_with_paragraph()
        self.block = tag

    def end_block(self) -> None:
        tag, runs = self.block, trimmed(self.runs)
        self.block, self.runs = "", []
        self.is_read = self.is_read or any(has_signs(text) for _, text in runs if text != BREAK)
        # An empty paragraph is a gap somebody made; an empty heading helps nobody.
        if tag == "p" or runs:
            self.out.append(f"<{tag}>{inline(runs)}</{tag}>")

    def begin_holder(self, tag: str, attrs: dict[str, str | None]) -> None:
        self.end_block()
        self.begin_item_with_paragraph()
        if tag == "ol":
            attrs.setdefault("data-type", NUMBERINGS.get(attrs.get("type") or "", "decimal"))
        self.out.append(opening(tag, attrs) + ("<tbody>" if tag == "table" else ""))

    def end_holder(self, tag: str) -> None:
        self.end_block()
        self.begin_item_with_paragraph()
        self.out.append("</tbody></table>" if tag == "table" else f"</{tag}>")

    def begin_item_with_paragraph(self) -> None:
        if self.out and self.out[-1].startswith(ITEMS):
            self.out.append("<p></p>")

    def add_text(self, text: str) -> None:
        marks = self.marks_here()
        if text.startswith(" ") and (not self.runs or self.runs[-1][1].endswith((" ", BREAK))):
            text = text.lstrip(f" {STROKE}")
        if self.runs and self.runs[-1][0] == marks and self.runs[-1][1] != BREAK:
            text = self.runs.pop()[1] + text
        if text:
            self.runs.append((marks, text))


def opening(tag: str, attrs: dict[str, str | None]) -> str:
    """Return the tag with what it says; nothing for a link that leads nowhere."""
    if tag == "a" and not attrs.get("href"):
        return ""
    said = [(name, tidy_line(attrs.get(name) or "")) for name in ATTRIBUTES.get(tag, ())]
    kept = [
        f' {name}="{quoted(text)}"' for name, text in said if text and (name, text) not in NEEDLESS
    ]
    return f"<{tag}{''.join(kept)}>"


def trimmed(runs: list[Run]) -> list[Run]:
    """Return the runs composed, and without the space that would end the line."""
    runs = [(marks, unicodedata.normalize("NFC", text)) for marks, text in runs]
    if runs and runs[-1][1] != BREAK:
        marks, text = runs.pop()
        return [*runs, (marks, text.rstrip(" "))] if text.rstrip(" ") else runs
    return runs


def inline(runs: list[Run]) -> str:
    """Return runs of text with their marks, each opened and closed as seldom as possible."""
    parts: list[str] = []
    active: tuple[str, ...] = ()
    for marks, text in [*runs, ((), "")]:
        kept = shared(active, marks)
        parts += [closing(mark) for mark in reversed(active[kept:])]
        parts += [*marks[kept:], "<br>" if text == BREAK else written(text)]
        active = marks
    return "".join(parts)


def shared(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Return how many marks, counted from the outside, both have."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def closing(mark: str) -> str:
    return f"</{mark[1:-1].split(' ', maxsplit=1)[0]}>"


def written(text: str) -> str:
    """Return text with the entities a browser writes."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


def quoted(text: str) -> str:
    return written(text).replace('"', "&quot;")
