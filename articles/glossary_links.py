"""Glossary terms in running text become links to their entry: each term once, where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from django.utils.html import format_html

from articles.models import GlossaryTerm

#: Endings a word may take in running text, by language; whatever else is inflected is not found.
ENDINGS = {
    "de": "(?:e|en|er|es|em|n|s)?",
    "de-simple": "(?:e|en|er|es|em|n|s)?",
    "en": "s?",
}
#: Elements whose text is left as it is.
LEFT_ALONE = {"a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6"}


class GlossaryLinks:
    """Links terms in one text after the other; `used` are those linked so far, in their order."""

    def __init__(self, terms: Iterable[GlossaryTerm], language: str) -> None:
        self.used: list[GlossaryTerm] = []
        names = [
            (name, term)
            for term in terms
            if term.is_translated(language)
            for name in (term.title, *term.alias_list)
        ]
        # The longest first: "specific back pain" is no "back pain".
        names.sort(key=lambda pair: -len(pair[0]))
        self._terms = [term for _name, term in names]
        either = "|".join(f"({name_pattern(name, language)})" for name, _term in names)
        # A hyphen joins words: "non-specific" is not "specific".
        self._pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)

    def link(self, html: str) -> str:
        """Return sanitised HTML with the terms in it linked that have not been linked before."""
        if not self._terms:
            return html
        walker = _Walker(self)
        walker.feed(html)
        walker.close()
        return "".join(walker.out)

    def link_words(self, text: str) -> str:
        """Return text that holds no markup with its new terms linked."""
        return self._pattern.sub(self._linked, text)

    def _linked(self, found: re.Match[str]) -> str:
        term = self._terms[(found.lastindex or 1) - 1]
        if term in self.used:
            return found[0]
        self.used.append(term)
        return format_html('<a class="term" href="{}">{}</a>', term.get_absolute_url(), found[0])


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
    return r"\s+".join(stem_pattern(word, language) + ending for word in name.split())


def stem_pattern(word: str, language: str) -> str:
    """Return the word, in German without an ending "e" that gives way: "muskuläre" → "muskulären"."""
    gives_way = language.startswith("de") and len(word) > 4
    return re.escape(word.removesuffix("e") if gives_way else word)
