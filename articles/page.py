"""What an article page shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Case, Q, When
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from articles.blocks import blocks_of
from articles.glossary_links import GlossaryLinks, KnownTerms
from articles.models import (
    Article,
    Callout,
    GlossaryTerm,
    RichText,
    ShownClaim,
    Worksheet,
    reading_minutes,
)
from editorial.gathering import gather
from editorial.models import Source
from editorial.reading import in_language
from editorial.remembered import remembered
from editorial.slugs import german_slug
from editorial.templatetags.editorial_tags import rich

RELATED_COUNT = 3
#: What the article template itself uses as ids.
TAKEN_ANCHORS = {
    "content",
    "contents",
    "key-points",
    "provenance",
    "questions",
    "rating",
    "related",
    "sources",
    "warning-signs",
}


@dataclass(frozen=True)
class ArticlePage:
    """An article with its blocks, its contents list, its glossary terms and its numbered sources."""

    article: Article
    blocks: list[Any]
    related: list[Article]
    terms: list[GlossaryTerm] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article) -> ArticlePage:
        page = cls(article, blocks_of(article), related_articles(article))
        gather(
            ([article], "authors"),
            ([article], "clinical_reviewers"),
            ([article], "sources"),
        )
        return page.anchored().linked()

    def anchored(self) -> ArticlePage:
        """Give every headed section an address of its own, even where two have the same heading."""
        taken = set(TAKEN_ANCHORS)
        for section in self.sections:
            anchor = german_slug(section.heading) or "section"
            section.anchor = f"{anchor}-{section.pk}" if anchor in taken else anchor
            taken.add(section.anchor)
        return self

    def linked(self) -> ArticlePage:
        """Link the first mention of each glossary term, where the text is in the page's language."""
        language = get_language() or settings.LANGUAGE_CODE
        links = GlossaryLinks(known_terms())
        for block in self.blocks:
            if isinstance(block, RichText | Callout):
                html = rich(block.text)
                own = block.shown_language == language
                block.html = mark_safe(links.link(html)) if own else html  # noqa: S308 – `rich` sanitised it
        return replace(self, terms=links.used)

    @property
    def sections(self) -> list[RichText | Worksheet]:
        headed = RichText | Worksheet
        return [block for block in self.blocks if isinstance(block, headed) and block.heading]

    @property
    def is_to_fill_in(self) -> bool:
        """Whether readers need it on paper: it is a worksheet more than a text."""
        sheets = sum(isinstance(block, Worksheet) for block in self.blocks)
        return sheets > len(self.blocks) / 2

    @cached_property
    def statements(self) -> list[ShownClaim]:
        return [block for block in self.blocks if isinstance(block, ShownClaim)]

    @property
    def sources(self) -> list[Source]:
        return [each.source for each in self.listed_sources]

    @cached_property
    def listed_sources(self) -> list[ListedSource]:
        """All sources, those cited in the text first and in the order of their citation."""
        citing: dict[Source, list[ShownClaim]] = {}
        for block in self.statements:
            for source in block.cited:
                citing.setdefault(source, []).append(block)
        for source in self.article.sources.all():
            citing.setdefault(source, [])
        return [
            ListedSource(number, source, blocks)
            for number, (source, blocks) in enumerate(citing.items(), start=1)
        ]

    @property
    def minutes(self) -> int:
        return reading_minutes(self.article, self.blocks)


@dataclass(frozen=True)
class ListedSource:
    """A source with its number in the list, and the statements that it supports."""

    number: int
    source: Source
    cited_by: list[ShownClaim]


@remembered
def known_terms() -> KnownTerms:
    return KnownTerms(
        in_language(GlossaryTerm.objects.all()), get_language() or settings.LANGUAGE_CODE
    )


def related_articles(article: Article) -> list[Article]:
    """The editor's choice first, filled up with articles of the same topic."""
    chosen = Q(pk__in=article.related.values("pk"))
    candidates = Article.objects.published().for_list().exclude(pk=article.pk)
    ranked = candidates.filter(chosen | Q(topic=article.topic_id)).order_by(
        Case(When(chosen, then=0), default=1), "-published_at", "pk"
    )
    return list(ranked[:RELATED_COUNT])
