"""The shipped content as YAML: every record reads like the page it becomes.

A field that is translated is a mapping of languages, a relation is the other record's key, and
rows that belong to a record (blocks, steps, weeks) stand inside it in their order. Fields at their
default are left out. What is written can be read again and gives the same files.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

from articles.models import BLOCKS
from editorial.slugs import german_slug
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
        is_parent = inside and field.remote_field and field.remote_field.model is inside
        is_place = inside and field.name in (*PLACED, "region")
        if field.editable and not field.primary_key and field.name not in generated:
            if not is_parent and not is_place:
                yield field


# --- Writing ---------------------------------------------------------------------------------


def record_of(obj: models.Model, *, inside: type[models.Model] | None = None) -> Record:
    """Return what the file says about `obj`."""
    translated = translated_names(type(obj))
    record: Record = {}
    for field in own_fields(type(obj), inside=inside):
        if field.name in translated:
            value: Any = languages_of(obj, field.name)
        elif field.many_to_many:
            value = sorted(key_of(other) for other in getattr(obj, field.name).all())
        elif field.remote_field:
            other = getattr(obj, field.name)
            value = key_of(other) if other else None
        elif isinstance(field, models.FileField):
            value = getattr(obj, field.name).name
        else:
            value = getattr(obj, field.name)
        if not is_default(field, value):
            record[field.name] = value
    for name in CHILDREN.get(obj._meta.label, {}):
        record[name] = [row_record(row, obj) for row in rows_of(obj, name)]
    return record


def languages_of(obj: models.Model, name: str) -> dict[str, str]:
    """The filled languages of a translated field; addresses that follow from the title are left out."""
    texts = {code: getattr(obj, build_localized_fieldname(name, code)) for code in STORED}
    if name == "slug":
        titles = {code: getattr(obj, build_localized_fieldname("title", code)) for code in STORED}
        texts = {c: text for c, text in texts.items() if text != german_slug(titles[c] or "")}
    return {code: text for code, text in texts.items() if text}


def is_default(field: Any, value: Any) -> bool:
    if value in (None, "", [], {}):
        return True
    return not callable(field.default) and field.has_default() and value == field.default


def key_of(obj: models.Model) -> Any:
    return getattr(obj, natural_key(type(obj)))


def row_record(row: models.Model, obj: models.Model) -> Record:
    record = record_of(row, inside=type(obj))
    return {"type": row._meta.model_name, **record} if isinstance(row, BLOCKS) else record


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
    for label, place in PLACES.items():
        kind = model(label)
        records = [record_of(obj) for obj in kind._default_manager.order_by(natural_key(kind))]
        count += len(records)
        target = folder / place
        if place.endswith("/"):
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            for record in records:
                (target / f"{record['key']}.yaml").write_text(as_yaml(record), encoding="utf-8")
        elif records:
            folder.mkdir(parents=True, exist_ok=True)
            target.write_text(as_yaml(records), encoding="utf-8")
        else:
            target.unlink(missing_ok=True)
    copy_pictures(folder)
    return count


def copy_pictures(folder: Path) -> None:
    for picture in model("editorial.Picture")._default_manager.all():
        target = folder / "pictures" / picture.file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with picture.file.open("rb") as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)


# --- Reading ---------------------------------------------------------------------------------


def read(folder: Path) -> Iterator[tuple[str, Path, Record]]:
    """Yield model label, file and record of everything below `folder`, in loading order.

    Raises ContentError when a file is not valid YAML.
    """
    for label, place in PLACES.items():
        target = folder / place
        files = sorted(target.glob("*.yaml")) if place.endswith("/") else [target]
        for file in files:
            if not file.exists():
                continue
            try:
                data = yaml.safe_load(file.read_text(encoding="utf-8")) or []
            except yaml.YAMLError as error:
                raise ContentError(f"{file}: {error}") from error
            for record in data if isinstance(data, list) else [data]:
                yield label, file, record


def load(folder: Path) -> int:
    """Store everything below `folder`, replacing records with the same key; return their number.

    Raises ContentError naming the file and field of the first record that is not valid.
    """
    count = 0
    later: list[tuple[models.Model, Record]] = []
    for label, file, record in read(folder):
        try:
            obj = store(label, record, folder=folder)
        except ValidationError as error:
            raise ContentError(f"{file}, {record.get('key', '')}: {error}") from error
        except (KeyError, models.ObjectDoesNotExist) as error:
            raise ContentError(f"{file}, {record.get('key', '')}: {error!r}") from error
        later.append((obj, record))
        count += 1
    for obj, record in later:
        link_to_own_kind(obj, record)
    return count


def store(label: str, record: Record, *, folder: Path) -> models.Model:
    """Store one record with the rows inside it."""
    kind = model(label)
    natural = natural_key(kind)
    obj = kind._default_manager.filter(**{natural: record[natural]}).first() or kind()
    fill(obj, record, folder=folder)
    for name in CHILDREN.get(label, {}):
        for row in rows_of(obj, name):
            row.delete()
        store_rows(obj, name, record.get(name, []), folder=folder)
    return obj


def fill(
    obj: models.Model,
    record: Record,
    *,
    folder: Path,
    inside: type[models.Model] | None = None,
) -> None:
    """Set all fields from the record, check them and save."""
    known = {field.name: field for field in own_fields(type(obj), inside=inside)}
    rows = CHILDREN.get(obj._meta.label, {})
    if unknown := set(record) - set(known) - set(rows) - {"type"}:
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
    if unknown := set(texts) - set(STORED):
        raise ValidationError(f"{name}: unknown language {', '.join(sorted(unknown))}")
    for code in STORED:
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


def find(field: Any, key: Any) -> models.Model:
    kind = field.remote_field.model
    try:
        return kind._default_manager.get(**{natural_key(kind): key})
    except kind.DoesNotExist as error:
        raise ValidationError(f"{field.name}: there is no {key!r}") from error


def store_rows(obj: models.Model, name: str, records: list[Record], *, folder: Path) -> None:
    """Store the rows inside a record; their place in the list is their order."""
    kinds = {model(label)._meta.model_name: model(label) for label in CHILDREN[obj._meta.label][name]}
    for place, record in enumerate(records, start=1):
        kind = kinds[record.get("type") or next(iter(kinds))]
        row = kind(**{parent_name(kind, obj): obj})
        setattr(row, next(field for field in PLACED if hasattr(row, field)), place)
        if hasattr(row, "region"):
            row.region = "main"
        fill(row, record, folder=folder, inside=type(obj))
        for inner in CHILDREN.get(row._meta.label, {}):
            store_rows(row, inner, record.get(inner, []), folder=folder)
