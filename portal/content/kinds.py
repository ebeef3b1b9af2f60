"""Which models are shipped, where their records lie, and which of their fields a file holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

from articles.models import BLOCKS
from portal.languages import STORED

#: Models in the order they must be loaded. A name ending in "/" is a folder with a file per record.
PLACES = {
    "editorial.Person": "people.yaml",
    "editorial.Source": "sources.yaml",
    "editorial.Picture": "pictures.yaml",
    "editorial.WarningSigns": "warning_signs.yaml",
    "exercises.Region": "regions.yaml",
    "exercises.Position": "positions.yaml",
    "exercises.Equipment": "equipment.yaml",
    "exercises.Muscle": "muscles.yaml",
    "exercises.Caution": "cautions.yaml",
    "exercises.Exercise": "exercises/",
    "exercises.MusclePair": "muscle_pairs/",
    "exercises.Programme": "programmes/",
    "prevention.Situation": "situations.yaml",
    "prevention.Tip": "tips/",
    "prevention.CourseOffer": "course_offers/",
    "articles.Topic": "topics.yaml",
    "articles.GlossaryTerm": "glossary.yaml",
    "articles.Article": "articles/",
    "portal.InfoPage": "info_pages/",
}

#: Rows that stand inside their record: name in the file → model names.
CHILDREN: dict[str, dict[str, list[str]]] = {
    "articles.Article": {"blocks": [block._meta.label for block in BLOCKS]},
    "exercises.Exercise": {"steps": ["exercises.Step"]},
    "exercises.Programme": {"weeks": ["exercises.Week"]},
    "exercises.Week": {"sessions": ["exercises.Session"]},
    "exercises.Session": {"items": ["exercises.SessionExercise"]},
}
NATURAL_KEYS = ("key", "code", "version")
#: Columns that follow from a row's place in its list.
PLACED = ("ordering", "number")

Record = dict[str, Any]


class ContentError(Exception):
    """A record cannot be stored; says which one and why."""


def model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def natural_key(kind: type[models.Model]) -> str:
    names = {field.name for field in kind._meta.concrete_fields}
    return next(name for name in NATURAL_KEYS if name in names)


def translated_names(kind: type[models.Model]) -> set[str]:
    try:
        return set(translator.get_options_for_model(kind).get_field_names())
    except NotRegistered:
        return set()


def own_fields(
    kind: type[models.Model], *, inside: type[models.Model] | None = None
) -> Iterator[Any]:
    """The fields an editor fills in: no generated columns, no way back to the parent."""
    generated = {
        build_localized_fieldname(name, code) for name in translated_names(kind) for code in STORED
    }
    for field in [*kind._meta.concrete_fields, *kind._meta.many_to_many]:
        is_written = field.editable and not field.primary_key and field.name not in generated
        is_parent = inside and field.remote_field and field.remote_field.model is inside
        is_place = inside and field.name in (*PLACED, "region")
        if is_written and not is_parent and not is_place:
            yield field


def rows_of(obj: models.Model, name: str) -> list[models.Model]:
    """The rows inside a record, of all their kinds, in the order readers see them."""
    rows: list[models.Model] = []
    for label in CHILDREN[obj._meta.label][name]:
        kind = model(label)
        rows += kind._default_manager.filter(**{parent_name(kind, obj): obj})
    return sorted(rows, key=lambda row: (place_of(row), row._meta.label, row.pk))


def parent_name(kind: type[models.Model], obj: models.Model) -> str:
    """The foreign key by which rows of `kind` belong to `obj`."""
    return next(
        field.name
        for field in kind._meta.concrete_fields
        if field.remote_field and field.remote_field.model is type(obj)
    )


def place_of(row: models.Model) -> int:
    return getattr(row, next(name for name in PLACED if hasattr(row, name)))
