"""Rules for evidence: what is claimed can be looked up."""

from __future__ import annotations

import re

from articles.models import Article, EvidenceStatement
from editorial.models import Source, WarningSigns
from editorial.publication import Publishable
from quality.checks.pages import ALL, Page, languages
from quality.checks.rules import Hits, page_rule

PERCENT = re.compile(r"\d\s*%|\b(?:Prozent|per ?cent)\b")
#: The German guideline on low back pain and the year it expired in.
EXPIRED_SOURCE, EXPIRED_IN = "nvl-2017", "2022"


@page_rule(Source)
def source_record(page: Page) -> Hits:
    """12 – A source says what it supports and by which number or address it is found."""
    source = page.record
    if not source.supports:
        yield ALL, "does not say what it supports"
    if not (source.doi or source.isbn or source.register_number or source.url):
        yield ALL, "neither DOI, ISBN, register number nor web address"


@page_rule(Publishable, WarningSigns)
def page_sources(page: Page) -> Hits:
    """12 – Every page but those about the portal itself names its sources."""
    if page.record.page_kind.needs_sources and not page.record.sources.exists():
        yield ALL, "no sources"


@page_rule(Article)
def statement_sources(page: Page) -> Hits:
    """12 – Every evidence statement names its sources."""
    for place, row in page.placed_rows:
        if isinstance(row, EvidenceStatement) and not row.sources.exists():
            yield ALL, f"{place} has no source: {row.claim_de}"


@page_rule(Publishable)
def percentages(page: Page) -> Hits:
    """13 – A share stands on a page that says where it comes from."""
    if page.record.sources.exists():
        return
    for language in languages():
        for text in page.texts(language):
            if PERCENT.search(text.value):
                yield language, f"{text.place} gives a share, but the page has no sources"


@page_rule(Publishable)
def expired_guideline(page: Page) -> Hits:
    """11, 12 – Whoever cites the German guideline of 2017 says that it expired in March 2022."""
    if EXPIRED_SOURCE not in cited(page):
        return
    for language in page.record.languages:
        if not any(EXPIRED_IN in text.value for text in page.texts(language)):
            yield (
                language,
                f"cites {EXPIRED_SOURCE} and does not say that it expired in {EXPIRED_IN}",
            )


def cited(page: Page) -> set[str]:
    """The keys of all sources of a page and its evidence statements."""
    rows = [page.record, *page.rows(EvidenceStatement)]
    return {source.key for row in rows for source in row.sources.all()}
