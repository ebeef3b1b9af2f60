"""A reader's search: what was asked, what was found, or why it cannot be answered."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.page_kinds import searched_models, visible
from editorial.text import tidy_line
from search.analysis import parts, terms
from search.candidates import candidates
from search.models import SearchDocument, kind_labels
from search.words import known_parts

LONGEST_QUERY = 200
MOST_TERMS = 12
PAGE_SIZE = 20
TITLE_WEIGHT = 4


@dataclass(frozen=True)
class KindLink:
    """A kind of page to narrow the search to, as a link that chooses it or takes it back."""

    value: str
    label: str
    url: str
    chosen: bool


@dataclass(kw_only=True)
class Search:
    """One search in one language."""

    text: str
    kind: str
    language: str
    error: str = ""
    page: Page | None = None
    kinds: list[KindLink] = field(default_factory=list)

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, language: str) -> Search:
        """Answer a query string; raises Http404 for an unknown kind or page number."""
        text = tidy_line(query.get("q", ""))
        search = cls(text=text[:LONGEST_QUERY], kind=query.get("kind", ""), language=language)
        if search.kind and search.kind not in kind_labels():
            raise Http404
        if len(text) > LONGEST_QUERY:
            search.error = _("Your search is too long. Please use a few words.")
        elif text:
            search.find(query.get("page", "1"))
        return search

    def find(self, number: str) -> None:
        found = ranked(self.text, self.language)
        self.kinds = self.kind_links({document.kind for document in found})
        if self.kind:
            found = [document for document in found if document.kind == self.kind]
        try:
            self.page = Paginator(found, PAGE_SIZE).page(number)
        except InvalidPage as error:
            raise Http404 from error

    @cached_property
    def results(self) -> list[SearchDocument]:
        return with_pages(list(self.page.object_list)) if self.page else []

    @property
    def count(self) -> int:
        return self.page.paginator.count if self.page else 0

    def kind_links(self, kinds: set[str]) -> list[KindLink]:
        return [
            KindLink(
                value, label, self.url("" if value == self.kind else value), value == self.kind
            )
            for value, label in kind_labels().items()
            if value in kinds or value == self.kind
        ]

    def url(self, kind: str) -> str:
        asked = {"q": self.text} | ({"kind": kind} if kind else {})
        return f"{reverse('search:results')}?{urlencode(asked)}"


def ranked(text: str, language: str) -> list[SearchDocument]:
    """Return what the words of `text` find, best first; the same on every database."""
    asked = asked_words(text, language)
    if not asked:
        return []
    found = shown(candidates(asked, language))
    rarity = weights(asked, found)
    return sorted(found, key=lambda document: (-score(document, rarity), document.pk))


def asked_words(text: str, language: str) -> list[str]:
    """Return the words of a question that some page uses, with those its compounds are made of."""
    typed = list(dict.fromkeys(terms(text, language)))[:MOST_TERMS]
    used = known_parts(typed, language)
    opened = [part for word in typed for part in (word, *parts(word, used))]
    return list(dict.fromkeys(word for word in opened if word in used))


def shown(documents: list[SearchDocument]) -> list[SearchDocument]:
    """Keep the documents of pages readers may see at this moment."""
    keys: dict[str, set[int]] = defaultdict(set)
    for document in documents:
        keys[document.kind].add(document.object_id)
    public = {
        (kind, pk)
        for kind, model in models_by_kind().items()
        if kind in keys
        for pk in visible(model).filter(pk__in=keys[kind]).values_list("pk", flat=True)
    }
    return [each for each in documents if (each.kind, each.object_id) in public]


def with_pages(documents: list[SearchDocument]) -> list[SearchDocument]:
    """Bring the pages of the documents that are shown; one that has just gone takes its own along."""
    keys: dict[str, set[int]] = defaultdict(set)
    for document in documents:
        keys[document.kind].add(document.object_id)
    models = models_by_kind()
    pages = {kind: addressed(models[kind]).in_bulk(wanted) for kind, wanted in keys.items()}
    for document in documents:
        document.page = pages[document.kind].get(document.object_id)
    return [document for document in documents if document.page]


def addressed(model: type[Any]) -> QuerySet:
    """The visible pages of a kind with what their addresses are made of."""
    place = model.page_kind.stands_on
    return visible(model).select_related(place) if place else visible(model)


def models_by_kind() -> dict[str, type[Any]]:
    return {model._meta.model_name: model for model in searched_models()}


def weights(words: list[str], documents: list[SearchDocument]) -> dict[str, float]:
    """Return how much each word tells: the fewer pages hold it, the more."""
    texts = [set(f"{d.title_terms} {d.body_terms}".split()) for d in documents]
    total = len(texts) + 1
    return {word: math.log(1 + total / (1 + sum(word in text for text in texts))) for word in words}


def score(document: SearchDocument, rarity: dict[str, float]) -> float:
    title, body = document.title_terms.split(), document.body_terms.split()
    in_title = sum(
        weight * TITLE_WEIGHT / (1 + math.log(1 + len(title)))
        for word, weight in rarity.items()
        if word in title
    )
    in_body = 0.0
    for word, weight in rarity.items():
        # Saturates, so that a long page does not win by repetition alone.
        count = body.count(word)
        in_body += weight * count / (count + 1.5)
    return in_title + in_body
