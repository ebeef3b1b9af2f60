"""The sitemap: every public page in each language it has been written in."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.urls import reverse

from editorial.page_kinds import page_models, visible


class PageSitemap(Sitemap):
    """Pages of one model."""

    i18n = alternates = x_default = True
    limit = 2000

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def items(self) -> QuerySet:
        return visible(self.model).order_by("pk")

    def get_languages_for_item(self, item: Any) -> list[str]:
        return item.languages

    def lastmod(self, item: Any) -> Any:
        return getattr(item, "content_updated_at", None)


class ListSitemap(Sitemap):
    """The pages that list others."""

    i18n = alternates = x_default = True

    def items(self) -> list[str]:
        return [
            "portal:home",
            "portal:warning_signs",
            "articles:list",
            "articles:glossary",
            "exercises:library",
            "exercises:pairs",
            "exercises:body_map",
            "training:programmes",
            "prevention:situations",
            "prevention:courses",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "lists": ListSitemap(),
    **{
        model._meta.model_name: PageSitemap(model)
        for model in page_models()
        if model.page_kind.in_sitemap
    },
}
