"""The one form in which records are compared, whether they come from a file or from the database.

Texts are as the model would store them, keys are sorted, days are text, what is empty or at its default
is not there, and in place of an upload stands the digest of its bytes. Of a page that exists already its
state is no part: a load never changes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models

from records.reading import set_texts
from records.shape import Model, Record, kind_of, own_fields, rows_in, state_of
from records.writing import fields_of, record_of, with_kind


@dataclass
class Uploads:
    """The uploads that lie beside the shipped records, by the digest of their bytes."""

    folder: Path
    paths: dict[str, Path] = field(default_factory=dict)

    def add(self, name: Any) -> str:
        """Return the digest of a file; raises ValidationError where there is none of this name."""
        path = self.folder / "pictures" / str(name)
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ValidationError(f"there is no file {path}") from error
        self.paths[digest] = path
        return digest

    def named_by(self, model: Model, record: Record) -> list[str]:
        """The digests of the files that a record names itself."""
        names = [record.get(file.name) for file in own_fields(model) if is_file(file)]
        return [self.add(name) for name in names if name]

    def store(self, obj: Any, name: str, digest: str | None) -> None:
        """Let a field hold the file with this digest, unless it does."""
        current = getattr(obj, name)
        if digest in self.paths and digest_of(current) != digest:
            path = self.paths[str(digest)]
            with path.open("rb") as file:
                current.save(path.name, File(file), save=False)


def is_file(column: Any) -> bool:
    return isinstance(column, models.FileField)


def digest_of(file: Any) -> str | None:
    """The digest of a stored upload; nothing where it was never stored or is lost."""
    try:
        with file.open("rb") as stored:
            return hashlib.sha256(stored.read()).hexdigest()
    except (OSError, ValueError):
        return None


def standing(obj: models.Model) -> Record:
    """Return what the database says about `obj`, with its rows and without its state."""
    return without_state(type(obj), plain(record_of(obj, file_as=digest_of)))


def normal(model: Model, record: Record, uploads: Uploads, given: Record | None = None) -> Record:
    """Return the normal form of a shipped record, with its state; `given` follows from where it stands.

    Raises ValidationError when it says something that the model does not know or hold.
    """
    check_names(model, record)
    obj = model(**(given or {}))
    set_texts(obj, record)
    obj.clean_fields(exclude=unchecked(model))
    found = fields_of(
        obj,
        relation=lambda column: keys_in(record, column),
        file=lambda column: uploads.add(record[column.name]) if record.get(column.name) else None,
    )
    for name in rows_in(model):
        found[name] = normal_rows(model, name, record.get(name) or [], uploads)
    return plain(found)


def normal_rows(model: Model, name: str, rows: Any, uploads: Uploads) -> list[Record]:
    if not isinstance(rows, list):
        raise ValidationError(f"{name}: this is a list")
    kinds, found = rows_in(model)[name], []
    for number, row in enumerate(rows, start=1):
        try:
            check_is_mapping(row)
            kind = kind_of(row, kinds)
            given = {kind.record.placed_by: number, **kind.record.given}
            found.append(with_kind(kind, normal(kind, row, uploads, given), kinds))
        except (KeyError, TypeError) as error:
            raise ValidationError(f"{name} {number}: unknown type {error}") from error
        except ValidationError as error:
            raise ValidationError(f"{name} {number}: {error}") from error
    return found


def check_is_mapping(record: Any) -> None:
    if not isinstance(record, dict):
        raise ValidationError("a record names its fields")


def check_names(model: Model, record: Record) -> None:
    names = {column.name for column in own_fields(model)} | set(rows_in(model)) | {"type"}
    if unknown := {str(name) for name in record} - names:
        raise ValidationError(f"unknown: {', '.join(sorted(unknown))}")


def unchecked(model: Model) -> set[str]:
    """The columns that a record alone cannot fill: what they hold is checked when it is stored."""
    return {
        column.name
        for column in model._meta.concrete_fields
        if column.remote_field or is_file(column) or not column.editable
    }


def keys_in(record: Record, column: Any) -> Any:
    """What a record names by a relation: a key, or a list of them in order."""
    value = record.get(column.name)
    is_list = isinstance(value, list | None) if column.many_to_many else not isinstance(value, list)
    keys = value if isinstance(value, list) else [value]
    if not is_list or any(isinstance(key, dict | list) for key in keys):
        raise ValidationError(f"{column.name}: name others by their keys")
    return sorted(set(value or []), key=str) if column.many_to_many else value


def plain(value: Any) -> Any:
    """Return a value as it stands in JSON, without what is empty."""
    if isinstance(value, dict):
        inner = {name: plain(each) for name, each in value.items()}
        return {name: each for name, each in inner.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def without_state(model: Model, record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in state_of(model)}


def digest_of_record(record: Record, uploads: list[str]) -> str:
    """The digest of a record as its file says it, with the uploads it names."""
    return hashlib.sha256(repr([record, uploads]).encode()).hexdigest()
