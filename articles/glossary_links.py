"""Glossary terms in running text become links to their entry: each term once, where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

from django.utils.html import format_html

from articles.models import GlossaryTerm

#: Endings a word may take in running text, by language; whatever else is inflected is not found.
ENDINGS = {
    "de": "(?:e|en|er|es|em|n|s)?",
    "de-simple": "(?:e|en|er|es|em|n|s)?",
    "en": "s?",
}
#: So many letters tell apart which names can begin at a word.
START = 3
WORD = re.compile(r"(?<![\w-])\w+")
#: Elements whose text is left as it is.
LEFT_ALONE = {"a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6"}


class KnownTerms:
    """The names of glossary terms in one language, found by the letters they begin with."""

    def __init__(self, terms: Iterable[GlossaryTerm], language: str) -> None:
        names = [
            (name, term)
            for term in terms
            if term.is_translated(language)
            for name in (term.title, *term.alias_list)
        ]
        # The longest first: "specific back pain" is no "back pain".
        names.sort(key=lambda pair: -len(pair[0]))
        self._by_start: dict[str, list[Name]] = {}
        for place, (name, term) in enumerate(names):
            known = Name(place, term, name_pattern(name, language))
            start = stem(name.split()[0], language)[:START].lower()
            self._by_start.setdefault(start, []).append(known)

    def at(self, text: str, place: int) -> tuple[GlossaryTerm, int] | None:
        """Return the term whose name begins at a place in a text, and where the name ends."""
        starts = {text[place : place + length].lower() for length in range(1, START + 1)}
        names = [name for start in starts for name in self._by_start.get(start, ())]
        for name in sorted(names, key=lambda name: name.place):
            if found := name.pattern.match(text, place):
                return name.term, found.end()
        return None


@dataclass(frozen=True)
class Name:
    """A name of a term; of two that fit, the one with the smaller `place` counts."""

    place: int
    term: GlossaryTerm
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        # A hyphen joins words: "non-specific" is not "specific".
        return re.compile(rf"{self.words}(?![\w-])", re.IGNORECASE)


class GlossaryLinks:
    """Links terms in one text after the other; `used` are those linked so far, in their order."""

    def __init__(self, terms: KnownTerms) -> None:
        self.terms = terms
        self.used: list[GlossaryTerm] = []

    def link(self, html: str) -> str:
        """Return sanitised HTML with the terms in it linked that have not been linked before."""
        walker = _Walker(self)
        walker.feed(html)
        walker.close()
        return "".join(walker.out)

    def link_words(self, text: str) -> str:
        """Return text that holds no markup with its new terms linked."""
        out, done = [], 0
        for word in WORD.finditer(text):
            begin = word.start()
            found = self.terms.at(text, begin) if begin >= done else None
            if found:
                term, end = found
                out += [text[done:begin], self._linked(term, text[begin:end])]
                done = end
        return "".join([*out, text[done:]])

    def _linked(self, term: GlossaryTerm, words: str) -> str:
        if term in self.used:
            return words
        self.used.append(term)
        return format_html('<a class="term" href="{}">{}</a>', term.get_absolute_url(), words)


class _Walker(HTMLParser):
    """Copies HTML as it is and hands on the text that stands outside of headings and links."""

    def __init__(self, links: GlossaryLinks) -> None:
        super().__init__(convert_charrefs=False)
        self.links = links
        self.out: list[str] = []
        self.left_alone = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.left_alone += tag in LEFT_ALONE
        self.out.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.left_alone -= tag in LEFT_ALONE
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data if self.left_alone else self.links.link_words(data))

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")


def name_pattern(name: str, language: str) -> str:
    """Return a pattern for a name of one or more words, each with the endings of its language."""
    ending = ENDINGS.get(language, "")
    return r"\s+".join(re.escape(stem(word, language)) + ending for word in name.split())


def stem(word: str, language: str) -> str:
    """Return the word, in German without an ending "e" that gives way: "muskuläre" → "muskulären"."""
    gives_way = language.startswith("de") and len(word) > 4
    return word.removesuffix("e") if gives_way else word
