"""Write content as YAML."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from records.shape import (
    Model,
    Place,
    Record,
    natural_key,
    own_fields,
    places,
    rows_in,
    rows_of,
    translated_names,
)


def record_of(obj: models.Model, *, file_as: Callable[[Any], Any] = attrgetter("name")) -> Record:
    """Return what the file says about `obj`; `file_as` says what stands for an upload."""
    record = fields_of(
        obj,
        relation=lambda field: keys_at(obj, field),
        file=lambda field: file_as(getattr(obj, field.name)),
    )
    for name, kinds in rows_in(type(obj)).items():
        rows = rows_of(obj, name)
        record[name] = [with_kind(row, record_of(row, file_as=file_as), kinds) for row in rows]
    return record


def fields_of(
    obj: models.Model, *, relation: Callable[[Any], Any], file: Callable[[Any], Any]
) -> Record:
    """Return the fields of `obj` that are not at their default, without its rows."""
    translated = translated_names(type(obj))
    record: Record = {}
    for field in own_fields(type(obj)):
        if field.name in translated:
            value: Any = languages_of(obj, field.name)
        elif field.remote_field:
            value = relation(field)
        elif isinstance(field, models.FileField):
            value = file(field)
        else:
            value = getattr(obj, field.name)
        if not is_default(field, value):
            record[field.name] = value
    return record


def keys_at(obj: models.Model, field: Any) -> Any:
    """What a relation names, by the keys of records."""
    if field.many_to_many:
        return sorted(key_of(other) for other in getattr(obj, field.name).all())
    other = getattr(obj, field.name)
    return key_of(other) if other else None


def languages_of(obj: Any, name: str) -> dict[str, str]:
    """The filled languages of a translated field; what follows from other fields is left out."""
    is_derived = getattr(obj, "is_derived", lambda name, code: False)
    return {
        code: text
        for code in settings.MODELTRANSLATION_LANGUAGES
        if (text := text_of(obj, build_localized_fieldname(name, code)))
        and not is_derived(name, code)
    }


def text_of(obj: models.Model, column: str) -> str:
    """The text of a column; its field may say how it is best read in a file."""
    text: str = getattr(obj, column)
    for_file = getattr(obj._meta.get_field(column), "for_file", None)
    return for_file(text) if for_file and text else text


def is_default(field: Any, value: Any) -> bool:
    if value in (None, "", [], {}):
        return True
    return not callable(field.default) and field.has_default() and value == field.default


def key_of(obj: models.Model) -> Any:
    return getattr(obj, natural_key(type(obj)))


def with_kind(row: models.Model, record: Record, kinds: list[Model]) -> Record:
    """Return the record of a row as it stands in its list, with its kind where there are several."""
    return {"type": row._meta.model_name, **record} if len(kinds) > 1 else record


class Dumper(yaml.SafeDumper):
    """YAML a person likes to read: long texts as blocks, lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, _text)


def as_yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)


def write(folder: Path) -> int:
    """Write all content below `folder` and return the number of records; files of records that are gone go too."""
    count = 0
    for model, place in places().items():
        rows = list(model._default_manager.order_by(natural_key(model)))
        write_records(folder, place, [record_of(obj) for obj in rows])
        for obj in rows:
            copy_files(obj, folder)
        count += len(rows)
    return count


def write_records(folder: Path, place: Place, records: list[Record]) -> None:
    target = folder / place.path
    if place.is_folder:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for record in records:
            (target / f"{record['key']}.yaml").write_text(as_yaml(record), encoding="utf-8")
    elif records:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(as_yaml(records), encoding="utf-8")
    else:
        target.unlink(missing_ok=True)


def copy_files(obj: models.Model, folder: Path) -> None:
    """Lay the uploads of a record beside its text."""
    for field in own_fields(type(obj)):
        if isinstance(field, models.FileField):
            target = folder / "pictures" / getattr(obj, field.name).name
            target.parent.mkdir(parents=True, exist_ok=True)
            with getattr(obj, field.name).open("rb") as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
