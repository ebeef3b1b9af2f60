"""Content as the rules read it: a record together with the rows inside it, language by language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from editorial.models import WarningSigns
from editorial.publication import Publishable, Status
from evidence.models import Claim
from quality.reading_ease import Ease, measure
from records import shape

#: Translated fields that are no running text.
NOT_TEXT = {"aliases", "slug"}
#: Kinds that consist of names only; nobody reads those as sentences.
ONLY_NAMES = {"equipment", "loadtag", "muscle", "person", "picture", "region", "source"}
#: Stands where a key or a language would, for what concerns all of them.
ALL = "all"

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Text:
    """What one field of a row says in one language; `place` tells an editor where it stands."""

    row: Any
    name: str
    place: str
    value: str


@dataclass(frozen=True)
class Measured:
    """How a page, or a list such as the glossary as a whole, reads in one language."""

    kind: str
    key: str
    language: str
    ease: Ease


class Page:
    """A record with the rows inside it: an article with its blocks, a programme with its weeks."""

    def __init__(self, record: Any) -> None:
        self.record = record
        self.kind: str = record._meta.model_name
        self.key = str(getattr(record, shape.natural_key(type(record))))
        self._texts: dict[str, list[Text]] = {}

    @cached_property
    def placed_rows(self) -> list[tuple[str, Any]]:
        """The record and its rows at any depth, each with the words that name its place."""
        return [
            ("", self.record),
            *shape.rows_inside(self.record, lambda row: row._meta.model_name),
        ]

    def rows(self, kind: type[Row]) -> list[Row]:
        return [row for _place, row in self.placed_rows if isinstance(row, kind)]

    def texts(self, language: str) -> list[Text]:
        """Everything a reader of the language reads in running text."""
        if language not in self._texts:
            self._texts[language] = [
                Text(row, name, f"{place} {name}".strip(), value)
                for place, row in self.placed_rows
                for name in fields_of_text(row)
                if (value := localized(row, name, language))
            ]
        return self._texts[language]

    @property
    def group(self) -> tuple[str, str]:
        """What it is measured with: by itself where it has a file of its own, else with its list.

        A claim is too short to be measured alone.
        """
        alone = self.record.record.is_folder and not isinstance(self.record, Claim)
        return self.kind, self.key if alone else ALL


class Content:
    """All pages that are looked at together."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = list(pages)

    @classmethod
    def stored(cls, *, drafts: bool = False) -> Self:
        """Bring what is published, now or from a day already set, or all there is."""
        return cls(
            Page(record)
            for model in shape.places()
            for record in in_order(model)
            if drafts or is_published(record)
        )

    @cached_property
    def measured(self) -> list[Measured]:
        groups: dict[tuple[str, str], list[Page]] = {}
        for page in self.pages:
            if page.kind not in ONLY_NAMES:
                groups.setdefault(page.group, []).append(page)
        return [
            Measured(kind, key, language, ease)
            for (kind, key), pages in groups.items()
            for language in languages()
            if (ease := measure(values(pages, language), language))
        ]


def languages() -> list[str]:
    """The languages readers are offered."""
    return [code for code, _name in settings.LANGUAGES]


def values(pages: Iterable[Page], language: str) -> list[str]:
    return [text.value for page in pages for text in page.texts(language)]


def fields_of_text(row: models.Model) -> list[str]:
    """The translated fields of running text in the order of the form."""
    names = shape.translated_names(type(row)) - NOT_TEXT
    return [field.name for field in row._meta.concrete_fields if field.name in names]


def localized(row: models.Model, name: str, language: str) -> str:
    return getattr(row, build_localized_fieldname(name, language)) or ""


def in_order(kind: type[models.Model]) -> models.QuerySet:
    return kind._default_manager.order_by(shape.natural_key(kind))


def is_published(record: models.Model) -> bool:
    if isinstance(record, WarningSigns):
        return record == WarningSigns.objects.current()
    return not isinstance(record, Publishable) or record.status == Status.PUBLISHED
