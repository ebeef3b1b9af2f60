"""The sitemap: an index of short sections, one row of them for each kind of page in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from articles.models import Article, GlossaryTerm, Topic
from editorial.addresses import absolute
from editorial.kept import kept
from editorial.models import WarningSigns
from editorial.page_kinds import page_models, visible
from editorial.remembered import remembered
from evidence.models import Claim
from exercises.models import Exercise, MusclePair
from prevention.models import CourseOffer, Situation, Tip
from training.models import Programme

#: Short sections cost the same however many pages there are, and tell more exactly where one is new.
PAGES_IN_SECTION = 100
#: The pages that list others, with what they list.
LISTS: dict[str, list[type[Any]]] = {
    "portal:home": [Article, Topic, MusclePair, Programme, Situation],
    "portal:warning_signs": [WarningSigns],
    "articles:list": [Article, Topic],
    "articles:glossary": [GlossaryTerm],
    "exercises:library": [Exercise],
    "exercises:pairs": [MusclePair],
    "exercises:body_map": [Exercise, MusclePair],
    "training:programmes": [Programme],
    "training:plan": [Exercise],
    "prevention:situations": [Situation, Tip, CourseOffer],
    "prevention:courses": [CourseOffer],
    "evidence:claims": [Claim],
}


class Section(Sitemap):
    """Addresses in one language, each with those of the same page in the others."""

    limit = PAGES_IN_SECTION

    def __init__(self, language: str) -> None:
        self.language = language

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or protocol or "https"

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)

    def address_in(self, item: Any, code: str) -> str:
        with override(code):
            return self.address(item)

    def address(self, item: Any) -> str:
        raise NotImplementedError

    def codes_of(self, item: Any) -> Iterable[str]:
        raise NotImplementedError

    def location(self, item: Any) -> str:
        return self.address_in(item, self.language)

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        start = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for url in urls:
            url["alternates"] = list(self.alternates_of(url["item"], start))
        return urls

    def alternates_of(self, item: Any, start: str) -> Iterator[dict[str, str]]:
        codes = list(self.codes_of(item))
        if len(codes) > 1:
            for code in codes:
                yield {"lang_code": code, "location": start + self.address_in(item, code)}
            german = start + self.address_in(item, settings.LANGUAGE_CODE)
            yield {"lang_code": "x-default", "location": german}


class PageSection(Section):
    """The pages of one kind that are there in a language."""

    def __init__(self, model: type[Any], language: str) -> None:
        super().__init__(language)
        self.model = model

    def items(self) -> Any:
        pages: Any = visible(self.model)
        return pages.written_in(self.language).with_last_change().order_by("pk")

    def address(self, item: Any) -> str:
        return item.get_absolute_url()

    def codes_of(self, item: Any) -> Iterable[str]:
        return item.languages

    def lastmod(self, item: Any) -> dt.date | None:
        return item.last_change

    def get_latest_lastmod(self) -> Any:
        return newest(self.items())


class ListSection(Section):
    """The pages that list others."""

    def items(self) -> list[str]:
        return list(LISTS)

    def address(self, item: str) -> str:
        return reverse(item)

    def codes_of(self, item: str) -> Iterable[str]:
        return dict(settings.LANGUAGES)

    def lastmod(self, item: str) -> dt.date | None:
        days = (newest_of_kind(model) for model in LISTS[item])
        return max((day for day in days if day), default=None)


@remembered
def newest_of_kind(model: Any) -> dt.date | None:
    """The same of all that readers see of a kind; several lists show it."""
    return newest(visible(model))


def newest(pages: Any) -> dt.date | None:
    """The day on which one of these pages last changed."""
    return pages.order_by().with_last_change().aggregate(newest=Max("last_change"))["newest"]


def sections() -> dict[str, Any]:
    """Every section by the name in its address."""
    listed = [model for model in page_models() if model.page_kind.in_sitemap]
    found: dict[str, Any] = {}
    for code, _name in settings.LANGUAGES:
        found[f"lists-{code}"] = ListSection(code)
        for model in listed:
            found[f"{model._meta.model_name}-{code}"] = PageSection(model, code)
    return found


@kept()
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Name every part of every section that has pages."""
    entries = [
        SitemapIndexItem(absolute(request, address), section.get_latest_lastmod())
        for name, section in sections().items()
        for address in addresses_of(name, section)
    ]
    return render(
        request, "sitemap_index.xml", {"sitemaps": entries}, content_type="application/xml"
    )


def addresses_of(name: str, section: Section) -> Iterator[str]:
    first = reverse("sitemap_section", args=[name])
    if section.paginator.count:
        yield first
        yield from (f"{first}?p={number}" for number in section.paginator.page_range[1:])


@kept(query=["p"])
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, sections(), section)
