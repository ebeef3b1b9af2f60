"""What of a model stands in a record: declared on the model itself as `record`.

class Exercise(…):
    record = Place("exercises/")

class Step(…):
    record = Rows("steps", of="exercise")

Fields that say in which state a page is, and not what it says, are named in `record_state`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

Record = dict[str, Any]
#: A model class; those with records say more about themselves than Django knows.
Model = Any


@dataclass(frozen=True)
class Place:
    """Where the records of a model lie in a folder; a path ending in "/" is a file per record.

    `key` is the field by which a record is known outside the database.
    """

    path: str
    key: str = "key"

    @property
    def is_folder(self) -> bool:
        return self.path.endswith("/")


@dataclass(frozen=True)
class Rows:
    """Rows that stand inside another record as the list `name`; `of` is the way back to it.

    Their place in the list fills the field `placed_by`; `given` holds what is the same for all.
    """

    name: str
    of: str
    placed_by: str = "ordering"
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def follows(self) -> set[str]:
        """The fields that nobody writes down, since they follow from where a row stands."""
        return {self.of, self.placed_by, *self.given}


class ContentError(Exception):
    """A record cannot be stored; says which one and why."""


def places() -> dict[Model, Place]:
    """Every model with records of its own, each after those its records name."""
    models_here: list[Model] = [model for model in apps.get_models() if has_place(model)]
    found = {model: model.record for model in models_here}
    graph = {model: [other for other in named_by(model) if other in found] for model in found}
    return {model: found[model] for model in TopologicalSorter(graph).static_order()}


def has_place(model: Model) -> bool:
    return isinstance(getattr(model, "record", None), Place)


def named_by(model: Model) -> Iterator[Model]:
    """The models that a record, or a row at any depth inside it, refers to."""
    for column in own_fields(model):
        if column.remote_field and column.remote_field.model is not model:
            yield column.remote_field.model
    for kinds in rows_in(model).values():
        for kind in kinds:
            yield from named_by(kind)


def rows_in(model: Model) -> dict[str, list[Model]]:
    """The kinds of rows inside a record, by the name of their list."""
    found: dict[str, list[Model]] = {}
    for kind in apps.get_models():
        rows = getattr(kind, "record", None)
        if isinstance(rows, Rows) and parent_of(kind) is model:
            found.setdefault(rows.name, []).append(kind)
    return found


def parent_of(kind: Model) -> Model:
    return kind._meta.get_field(kind.record.of).remote_field.model


def natural_key(model: Model) -> str:
    return model.record.key


def state_of(model: Model) -> frozenset[str]:
    """The fields that only people change once a page is there: whether it is shown, who vouches for it."""
    return frozenset(getattr(model, "record_state", ()))


def kind_of(row: Record, kinds: list[Model]) -> Model:
    """The model of a row in a list; raises KeyError for a kind that has no place there."""
    by_name = {kind._meta.model_name: kind for kind in kinds}
    return by_name[row.get("type") or next(iter(by_name))]


def translated_names(model: Model) -> set[str]:
    try:
        return set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return set()


def own_fields(model: Model) -> Iterator[Any]:
    """The fields an editor fills in: no generated columns, nothing that follows from the place."""
    codes = settings.MODELTRANSLATION_LANGUAGES
    skipped = {
        build_localized_fieldname(name, code) for name in translated_names(model) for code in codes
    }
    if isinstance(rows := model.record, Rows):
        skipped |= rows.follows
    for column in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        if column.editable and not column.primary_key and column.name not in skipped:
            yield column


def rows_of(obj: models.Model, name: str) -> list[models.Model]:
    """The rows inside a record, of all their kinds, in the order readers see them."""
    rows: list[models.Model] = []
    for kind in rows_in(type(obj))[name]:
        rows += kind._default_manager.filter(**{kind.record.of: obj})
    return sorted(rows, key=lambda row: (place_of(row), row._meta.label, row.pk))


def place_of(row: Any) -> int:
    return getattr(row, row.record.placed_by)


def rows_inside(
    obj: Any, name: Callable[[Any], str], before: str = ""
) -> Iterator[tuple[str, Any]]:
    """Rows at any depth inside a record, each with its place in words: names and numbers."""
    for listed in rows_in(type(obj)):
        for row in rows_of(obj, listed):
            place = f"{before} {name(row)} {place_of(row)}".strip()
            yield place, row
            yield from rows_inside(row, name, place)
