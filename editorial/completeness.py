"""Which languages a page is there in: those that all of its parts are written in.

Its parts are its own texts, its rows at any depth, and the names of what they show that has no page of
its own: cautions, muscles, positions, people. Only texts that German cannot do without count; what is
optional is not shown where it is empty. Each page stores its languages, and the owner of what is
derived brings them up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Q
from modeltranslation.utils import build_localized_fieldname

from editorial import changes
from editorial.page_kinds import page_models
from editorial.publication import Addressed, needed_texts
from records.shape import rows_in, rows_inside


@dataclass(frozen=True)
class Part:
    """Texts that belong to every page of a kind: whose they are, and the ways to page and texts."""

    model: Any
    to_page: str
    texts: tuple[str, ...]
    #: The relation by which the texts are shown, where they are not the row's own.
    shown_by: str = ""

    def lacks(self, code: str) -> Q:
        """The condition of a row whose texts are not all there in a language."""
        before = f"{self.shown_by}__" if self.shown_by else ""
        lacks = Q()
        for name in self.texts:
            column = before + build_localized_fieldname(name, code)
            lacks |= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
        return lacks & Q(**{f"{self.shown_by}__isnull": False}) if self.shown_by else lacks

    def pages_without(self, code: str, pages: Iterable[int]) -> set[int]:
        """The keys of those pages that lack something of this part."""
        rows = self.model._default_manager.order_by().filter(**{f"{self.to_page}__in": pages})
        return set(rows.filter(self.lacks(code)).values_list(self.to_page, flat=True))


@cache
def parts_of(model: Any) -> tuple[Part, ...]:
    """Everything that has to be written for a page of a kind to be there."""
    return tuple(parts_below(model, "pk"))


def parts_below(model: Any, to_page: str) -> Iterator[Part]:
    if texts := needed_texts(model):
        yield Part(model, to_page, texts)
    for name, other in shown_by(model):
        yield Part(model, to_page, needed_texts(other), shown_by=name)
    for kinds in rows_in(model).values():
        for kind in kinds:
            way = kind.record.of if to_page == "pk" else f"{kind.record.of}__{to_page}"
            yield from parts_below(kind, way)


def shown_by(model: Any) -> Iterator[tuple[str, Any]]:
    """Relations to something with texts that has no page of its own."""
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        other = field.remote_field.model if field.remote_field else None
        if other is None or hasattr(other, "page_kind"):
            continue
        if needed_texts(other):
            yield field.name, other
        for name in getattr(other, "leads_to", ()):
            yield f"{field.name}__{name}", other._meta.get_field(name).remote_field.model


def languages_of(model: Any, keys: Iterable[int]) -> dict[int, list[str]]:
    """The languages that each of these pages is there in, German first."""
    keys = set(keys)
    found = {key: [settings.LANGUAGE_CODE] for key in keys}
    for code in settings.MODELTRANSLATION_LANGUAGES:
        left = set() if code == settings.LANGUAGE_CODE else set(keys)
        for part in parts_of(model):
            # Most languages are missing as a whole, which the first part tells.
            left -= part.pages_without(code, left) if left else set()
        for key in left:
            found[key].append(code)
    return found


@changes.derives
def follow(pages: changes.Pages | None) -> None:
    """Store the languages of changed pages, or of all."""
    for model in page_models():
        if issubclass(model, Addressed):
            everything = model._default_manager.values_list("pk", flat=True)
            store(model, everything if pages is None else pages.get(model, ()))


def store(model: Any, keys: Iterable[int]) -> None:
    by_languages: dict[str, list[int]] = {}
    for key, codes in languages_of(model, keys).items():
        by_languages.setdefault(as_stored(codes), []).append(key)
    for stored, group in by_languages.items():
        model._default_manager.filter(pk__in=group).exclude(whole_in=stored).update(whole_in=stored)


def as_stored(codes: Iterable[str]) -> str:
    """Codes as a text in which each can be found by itself."""
    return f" {' '.join(codes)} "


def missing_parts(page: Any, code: str) -> list[str]:
    """Name what a page lacks in a language, in the editor's."""
    return [
        f"{place}: {row._meta.get_field(build_localized_fieldname(name, code)).verbose_name}"
        for place, row in all_rows(page)
        for name in needed_texts(type(row))
        if not getattr(row, build_localized_fieldname(name, code))
    ]


def all_rows(page: Any) -> Iterator[tuple[str, Any]]:
    """The page, its rows at any depth and what they show, each with words for where it stands."""
    inside = rows_inside(page, lambda row: str(row._meta.verbose_name))
    for place, row in [(str(page._meta.verbose_name), page), *inside]:
        yield place, row
        for name, _other in shown_by(type(row)):
            for other in related(row, name):
                yield f"{other._meta.verbose_name} {other}", other


def related(row: Any, name: str) -> list[Any]:
    """What stands at the end of a relation, or of several one behind the other, each once."""
    name, _behind, further = name.partition("__")
    value = getattr(row, name)
    found = list(value.all()) if hasattr(value, "all") else [value] if value else []
    if not further:
        return found
    return list(dict.fromkeys(end for each in found for end in related(each, further)))
