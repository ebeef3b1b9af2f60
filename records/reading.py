"""Read content from YAML; every record is checked like an editor's input before it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from records.shape import (
    ContentError,
    Model,
    Record,
    natural_key,
    own_fields,
    places,
    rows_in,
    rows_of,
    translated_names,
)
from records.yaml_loader import read_yaml


def read(folder: Path) -> Iterator[tuple[Model, Path, Record]]:
    """Yield model, file and record of everything below `folder`, in loading order.

    Raises ContentError when a file is not valid YAML.
    """
    for model, place in places().items():
        target = folder / place.path
        files = sorted(target.glob("*.yaml")) if place.is_folder else [target]
        for file in files:
            if not file.exists():
                continue
            try:
                data = read_yaml(file.read_text(encoding="utf-8")) or []
            except yaml.YAMLError as error:
                raise ContentError(f"{file}: {error}") from error
            for record in data if isinstance(data, list) else [data]:
                yield model, file, record


def load(folder: Path) -> int:
    """Store everything below `folder`, replacing records with the same key; return their number.

    Raises ContentError naming the file and field of the first record that is not valid.
    """
    count = 0
    later: list[tuple[models.Model, Record]] = []
    find.cache_clear()
    for model, file, record in read(folder):
        try:
            obj = store(model, record, folder=folder)
        except ValidationError as error:
            raise ContentError(f"{file}, {record.get('key', '')}: {error}") from error
        except (KeyError, models.ObjectDoesNotExist) as error:
            raise ContentError(f"{file}, {record.get('key', '')}: {error!r}") from error
        later.append((obj, record))
        count += 1
    for obj, record in later:
        link_to_own_kind(obj, record)
    return count


def store(model: Model, record: Record, *, folder: Path) -> models.Model:
    """Store one record with the rows inside it."""
    natural = natural_key(model)
    obj = model._default_manager.filter(**{natural: record[natural]}).first() or model()
    fill(obj, record, folder=folder)
    for name in rows_in(model):
        for row in rows_of(obj, name):
            row.delete()
        store_rows(obj, name, record.get(name, []), folder=folder)
    return obj


def fill(obj: models.Model, record: Record, *, folder: Path) -> None:
    """Set all fields from the record, check them and save."""
    known = {field.name: field for field in own_fields(type(obj))}
    if unknown := set(record) - set(known) - set(rows_in(type(obj))) - {"type"}:
        raise ValidationError(f"unknown: {', '.join(sorted(unknown))}")
    translated = translated_names(type(obj))
    for name, field in known.items():
        if name in translated:
            set_languages(obj, name, record.get(name, {}))
        elif not field.many_to_many and not is_own_kind(field):
            set_plain(obj, field, record, folder=folder)
    obj.full_clean()
    obj.save()
    for name, field in known.items():
        if field.many_to_many and not is_own_kind(field):
            getattr(obj, name).set(find(field, key) for key in record.get(name, []))


def set_languages(obj: models.Model, name: str, texts: dict[str, str]) -> None:
    if unknown := set(texts) - set(settings.MODELTRANSLATION_LANGUAGES):
        raise ValidationError(f"{name}: unknown language {', '.join(sorted(unknown))}")
    for code in settings.MODELTRANSLATION_LANGUAGES:
        column = obj._meta.get_field(build_localized_fieldname(name, code))
        empty = None if column.null else ""
        setattr(obj, column.name, str(texts.get(code, "")).strip() or empty)


def set_plain(obj: models.Model, field: Any, record: Record, *, folder: Path) -> None:
    value = record.get(field.name)
    if isinstance(field, models.FileField):
        set_file(obj, field, folder / "pictures" / str(value))
    elif field.remote_field:
        setattr(obj, field.name, find(field, value) if value is not None else None)
    elif value is not None:
        setattr(obj, field.name, value.strip() if isinstance(value, str) else value)
    else:
        setattr(obj, field.name, field.get_default())


def set_file(obj: models.Model, field: Any, path: Path) -> None:
    current = getattr(obj, field.name)
    if not current:
        with path.open("rb") as file:
            current.save(path.name, File(file), save=False)


def is_own_kind(field: Any) -> bool:
    """A relation within one kind (easier exercise, related article) may point to a later record."""
    return bool(field.remote_field) and field.remote_field.model is field.model


def link_to_own_kind(obj: models.Model, record: Record) -> None:
    for field in own_fields(type(obj)):
        if not is_own_kind(field):
            continue
        if field.many_to_many:
            getattr(obj, field.name).set(find(field, key) for key in record.get(field.name, []))
        else:
            key = record.get(field.name)
            setattr(obj, field.name, find(field, key) if key else None)
            obj.save(update_fields=[field.name])


@cache
def find(field: Any, key: Any) -> models.Model:
    """Return the record a relation names; the same ones are named again and again."""
    kind = field.remote_field.model
    try:
        return kind._default_manager.get(**{natural_key(kind): key})
    except kind.DoesNotExist as error:
        raise ValidationError(f"{field.name}: there is no {key!r}") from error


def store_rows(obj: models.Model, name: str, records: list[Record], *, folder: Path) -> None:
    """Store the rows inside a record; their place in the list is their order."""
    kinds = {kind._meta.model_name: kind for kind in rows_in(type(obj))[name]}
    for place, record in enumerate(records, start=1):
        kind = kinds[record.get("type") or next(iter(kinds))]
        rows = kind.record
        row = kind(**{rows.of: obj, rows.placed_by: place}, **rows.given)
        fill(row, record, folder=folder)
        for inner in rows_in(kind):
            store_rows(row, inner, record.get(inner, []), folder=folder)
