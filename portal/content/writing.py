"""Write content as YAML."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from articles.models import BLOCKS
from editorial.models import Picture
from editorial.slugs import german_slug
from portal.content.kinds import (
    CHILDREN,
    PLACES,
    Record,
    model,
    natural_key,
    own_fields,
    rows_of,
    translated_names,
)
from portal.languages import STORED


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
    for picture in Picture.objects.all():
        target = folder / "pictures" / picture.file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with picture.file.open("rb") as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
