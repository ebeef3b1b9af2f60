"""Kinds of page: each is declared once, on its model, and whoever needs all of them asks here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class PageKind:
    """What the portal has to know of a kind of page; its model says it as `page_kind`.

    `label` is what readers call it. A kind without pages of its own, whose rows stand on another
    kind's page, is not in the sitemap.
    """

    label: Any
    is_searched: bool = True
    in_sitemap: bool = True
    needs_sources: bool = True
    #: The relation to the page that it stands on, where it has none of its own.
    stands_on: str = ""


class Searched:
    """What search reads of a page, in the active language."""

    @property
    def search_title(self) -> str:
        return self.title  # type: ignore[attr-defined]

    @property
    def search_summary(self) -> str:
        return self.lead  # type: ignore[attr-defined]

    def search_names(self) -> str:
        """Other names of the same thing, which count like its title."""
        return getattr(self, "aliases", "") or ""

    def search_texts(self) -> Iterator[str | None]:
        """Everything on the page below title and summary, without markup."""
        yield from ()


def page_models() -> list[Any]:
    """Every model that is a kind of page, in the order readers see the kinds."""
    return [model for model in apps.get_models() if hasattr(model, "page_kind")]


def searched_models() -> list[Any]:
    return [model for model in page_models() if model.page_kind.is_searched]


def released(model: type[models.Model]) -> models.QuerySet:
    """What readers see now or will see without anybody doing more."""
    objects = model._default_manager.all()
    return objects.released() if hasattr(objects, "released") else objects


def visible(model: type[models.Model]) -> models.QuerySet:
    """What readers may see now of a kind of page."""
    objects = model._default_manager.all()
    return objects.published() if hasattr(objects, "published") else objects
