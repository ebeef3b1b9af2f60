"""Fetches no more of a text than readers of a language see: it in their language, and in German."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.translation import get_language
from modeltranslation.translator import NotRegistered, translator

#: Every language has its own; links to a page in all languages need them all.
IN_ALL = "slug"

Rows = TypeVar("Rows", bound=QuerySet[Any])


def in_language(queryset: Rows, *related: str) -> Rows:
    """Leave out the columns of other languages, also of what is `related` by a foreign key.

    To be asked for where a page is read, never where it is changed.
    """
    language = get_language() or settings.LANGUAGE_CODE
    whole: Any = queryset.model
    names = list(columns_of_others(whole, language))
    for path in related:
        model = at_end(queryset.model, path)
        names += [f"{path}__{name}" for name in columns_of_others(model, language)]
    # Past the translating queryset, which would leave out the columns of every language.
    return QuerySet.defer(queryset, *names)


def at_end(model: type[Model], path: str) -> type[Model]:
    """The model that a path of relations leads to."""
    end: Any = model
    for name in path.split("__"):
        end = end._meta.get_field(name).remote_field.model
    return end


@cache
def columns_of_others(model: Any, language: str) -> tuple[str, ...]:
    """The columns of translated fields that readers of a language do not see."""
    try:
        fields = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return ()
    seen = {language, settings.LANGUAGE_CODE}
    return tuple(
        name
        for original, translations in fields.items()
        for name in (original, *(each.name for each in translations if each.language not in seen))
        if original != IN_ALL
    )
