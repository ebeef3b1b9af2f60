"""Rules for evidence: what is claimed can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from articles.models import Article, ShownClaim
from editorial.models import Source, WarningSigns
from editorial.publication import Publishable
from evidence.models import WITH_WARNING_SIGNS, Claim
from exercises.models import Exercise, MusclePair
from prevention.models import Tip
from quality.checks.pages import ALL, Content, Page, languages
from quality.checks.rules import Finding, Hits, content_rule, page_rule
from training.models import Programme

PERCENT = re.compile(r"\d\s*%|\b(?:Prozent|per ?cent)\b")
#: The German guideline on low back pain and the year it expired in.
EXPIRED_SOURCE, EXPIRED_IN = "nvl-2017", "2022"
EXPIRY = re.compile(r"abgelaufen|nicht mehr gültig|expired|ran out")


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


@page_rule(Claim)
def claim_passages(page: Page) -> Hits:
    """12 – A claim rests on at least one passage, and says of whom and of what its numbers are."""
    try:
        page.record.full_clean()
        page.record.clean_rows()
    except ValidationError as error:
        yield ALL, " ".join(error.messages)


@content_rule
def claims_used(content: Content) -> Iterator[Finding]:
    """11 – Every claim has a place where readers meet it."""
    shown = {row.claim.key for page in content.pages for row in page.rows(ShownClaim)}
    for page in content.pages:
        if isinstance(page.record, Claim) and page.key not in {*shown, WITH_WARNING_SIGNS}:
            yield Finding(page.kind, page.key, ALL, "claims-used", "no page shows it")


@page_rule(Publishable)
def percentages(page: Page) -> Hits:
    """13 – A share stands on a page that says where it comes from."""
    if page.record.sources.exists():
        return
    for language in languages():
        for text in page.texts(language):
            if PERCENT.search(text.value):
                yield language, f"{text.place} gives a share, but the page has no sources"


@page_rule(Source)
def expired_guideline(page: Page) -> Hits:
    """11, 12 – The record of the German guideline of 2017 says that it expired in March 2022."""
    if page.key == EXPIRED_SOURCE and EXPIRED_IN not in page.record.title:
        yield ALL, f"{EXPIRED_SOURCE} does not say that it expired in {EXPIRED_IN}"


@page_rule(Article, Claim, Exercise, MusclePair, Programme, Tip)
def expiry_told_once(page: Page) -> Hits:
    """11, 12 – What stands on the source is not told again on every page that cites it."""
    for language in languages():
        for text in page.texts(language):
            if EXPIRED_IN in text.value and EXPIRY.search(text.value):
                yield language, f"{text.place} says what stands on the source: it has expired"
