"""What an article page shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from content_editor.contents import contents_for_item
from django.conf import settings
from django.db.models import Case, Q, When
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from articles.glossary_links import GlossaryLinks
from articles.models import (
    BLOCKS,
    Article,
    Callout,
    EvidenceStatement,
    GlossaryTerm,
    RichText,
    Worksheet,
    reading_minutes,
)
from editorial.models import Source
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
        blocks = list(contents_for_item(article, plugins=BLOCKS).main)
        return cls(article, blocks, related_articles(article)).anchored().numbered().linked()

    def anchored(self) -> ArticlePage:
        """Give every headed section an address of its own, even where two have the same heading."""
        taken = set(TAKEN_ANCHORS)
        for section in self.sections:
            anchor = german_slug(section.heading) or "section"
            section.anchor = f"{anchor}-{section.pk}" if anchor in taken else anchor
            taken.add(section.anchor)
        return self

    def numbered(self) -> ArticlePage:
        """Give every evidence statement the numbers of its sources in the list below."""
        number = {source.pk: place for place, source in enumerate(self.sources, start=1)}
        for block in self.blocks:
            if isinstance(block, EvidenceStatement):
                cited = ((number[source.pk], source) for source in block.sources.all())
                block.citations = sorted(cited, key=lambda pair: pair[0])
        return self

    def linked(self) -> ArticlePage:
        """Link the first mention of each glossary term, where the text is in the page's language."""
        language = get_language() or settings.LANGUAGE_CODE
        links = GlossaryLinks(GlossaryTerm.objects.all(), language)
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

    @property
    def sources(self) -> list[Source]:
        """All sources, those cited in the text first and in the order of their citation."""
        statements = [block for block in self.blocks if isinstance(block, EvidenceStatement)]
        cited = [source for block in statements for source in block.sources.all()]
        return list(dict.fromkeys([*cited, *self.article.sources.all()]))

    @property
    def minutes(self) -> int:
        return reading_minutes(self.article, self.blocks)


def related_articles(article: Article) -> list[Article]:
    """The editor's choice first, filled up with articles of the same topic."""
    chosen = Q(pk__in=article.related.values("pk"))
    candidates = Article.objects.published().for_list().exclude(pk=article.pk)
    ranked = candidates.filter(chosen | Q(topic=article.topic_id)).order_by(
        Case(When(chosen, then=0), default=1), "-published_at", "pk"
    )
    return list(ranked[:RELATED_COUNT])
