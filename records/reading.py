"""Read content from YAML, and store records; each is checked like an editor's input before it is stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from records.shape import (
    ContentError,
    Model,
    Record,
    kind_of,
    natural_key,
    own_fields,
    places,
    rows_in,
    rows_of,
    translated_names,
)
from records.yaml_loader import read_yaml

#: Lets a field of an object hold the upload that a record names.
StoreFile = Callable[[Any, str, Any], None]


def read(folder: Path) -> Iterator[tuple[Model, Path, Record]]:
    """Yield model, file and record of everything below `folder`, in loading order.

    Raises ContentError naming the file, and where it is known the line, that cannot be read.
    """
    if not folder.is_dir():
        raise ContentError(f"{folder} is not a folder")
    for model, place in places().items():
        target = folder / place.path
        files = sorted(target.glob("*.yaml")) if place.is_folder else [target]
        for file in files:
            data = read_file(file) if file.exists() else []
            for record in data if isinstance(data, list) else [data]:
                if not isinstance(record, dict):
                    raise ContentError(f"{file}: a record names its fields, not {record!r}")
                yield model, file, record


def read_file(file: Path) -> Any:
    try:
        return read_yaml(file.read_text(encoding="utf-8")) or []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ContentError(f"{file}{where}: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError, ValueError) as error:
        raise ContentError(f"{file}: {error}") from error


def store(
    obj: models.Model, record: Record, *, store_file: StoreFile, untouched: Collection[str] = ()
) -> None:
    """Store a record in an object, with the rows inside it, leaving the `untouched` names as they are.

    A model whose rows have to fit together says so in `clean_rows`.
    """
    fill(obj, record, store_file=store_file, untouched=untouched)
    for name in rows_in(type(obj)):
        if name not in untouched:
            for row in rows_of(obj, name):
                row.delete()
            store_rows(obj, name, record.get(name, []), store_file)
    if hasattr(obj, "clean_rows"):
        obj.clean_rows()


def fill(
    obj: models.Model, record: Record, *, store_file: StoreFile, untouched: Collection[str] = ()
) -> None:
    """Set all other fields from the record, check them and save."""
    fields = [field for field in own_fields(type(obj)) if field.name not in untouched]
    relations = [field for field in fields if field.remote_field and not is_own_kind(field)]
    set_texts(obj, record, untouched)
    for field in fields:
        if isinstance(field, models.FileField):
            store_file(obj, field.name, record.get(field.name))
    for field in relations:
        if not field.many_to_many:
            key = record.get(field.name)
            setattr(obj, field.name, None if key is None else find(field, key))
    obj.full_clean()
    obj.save()
    for field in relations:
        if field.many_to_many:
            getattr(obj, field.name).set(find(field, key) for key in record.get(field.name, []))


def set_texts(obj: models.Model, record: Record, untouched: Collection[str] = ()) -> None:
    """Set from the record all that it says by itself: no relations, no uploads."""
    translated = translated_names(type(obj))
    for field in own_fields(type(obj)):
        if field.name in untouched:
            continue
        if field.name in translated:
            set_languages(obj, field.name, record.get(field.name) or {})
        elif not field.remote_field and not isinstance(field, models.FileField):
            set_plain(obj, field, record.get(field.name))


def set_languages(obj: models.Model, name: str, texts: dict[str, str]) -> None:
    if not isinstance(texts, dict):
        raise ValidationError(f"{name}: say in which language, as in 'de: …'")
    if unknown := {str(code) for code in texts} - set(settings.MODELTRANSLATION_LANGUAGES):
        raise ValidationError(f"{name}: unknown language {', '.join(sorted(unknown))}")
    for code in settings.MODELTRANSLATION_LANGUAGES:
        column = obj._meta.get_field(build_localized_fieldname(name, code))
        empty = None if column.null else ""
        setattr(obj, column.name, str(texts.get(code) or "").strip() or empty)


def set_plain(obj: models.Model, field: Any, value: Any) -> None:
    if value is None:
        value = field.get_default()
    setattr(obj, field.name, value.strip() if isinstance(value, str) else value)


def is_own_kind(field: Any) -> bool:
    """A relation within one kind (related articles) may point to a later record."""
    return field.many_to_many and field.remote_field.model is field.model


def link_to_own_kind(obj: models.Model, record: Record) -> None:
    for field in own_fields(type(obj)):
        if is_own_kind(field):
            getattr(obj, field.name).set(find(field, key) for key in record.get(field.name, []))


@cache
def find(field: Any, key: Any) -> models.Model:
    """Return the record a relation names; the same ones are named again and again."""
    kind = field.remote_field.model
    try:
        return kind._default_manager.get(**{natural_key(kind): key})
    except kind.DoesNotExist as error:
        raise ValidationError(f"{field.name}: there is no {key!r}") from error


def store_rows(obj: models.Model, name: str, records: list[Record], store_file: StoreFile) -> None:
    """Store the rows inside a record; their place in the list is their order."""
    for place, record in enumerate(records, start=1):
        kind = kind_of(record, rows_in(type(obj))[name])
        rows = kind.record
        row = kind(**{rows.of: obj, rows.placed_by: place}, **rows.given)
        store(row, record, store_file=store_file)
