"""What records name of others: followed when a key is renamed, left out when the other was deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from records.shape import Model, Record, kind_of, own_fields, rows_in

#: Keys of records by their model.
Keys = dict[Model, set[Any]]
#: The old keys of records and their new ones, by model.
Renamed = dict[Model, dict[Any, Any]]


def relations(model: Model) -> Iterator[Any]:
    return (column for column in own_fields(model) if column.remote_field)


def with_new_keys(model: Model, record: Record, renamed: Renamed) -> Record:
    """Return a record that names all others as they are named now."""
    if not renamed:
        return record
    found = dict(record)
    for column in relations(model):
        names = renamed.get(column.remote_field.model, {})
        value = record.get(column.name)
        if isinstance(value, list):
            found[column.name] = sorted((names.get(key, key) for key in value), key=str)
        elif value in names:
            found[column.name] = names[value]
    for name, kinds in rows_in(model).items():
        if rows := record.get(name):
            found[name] = [with_new_keys(kind_of(row, kinds), row, renamed) for row in rows]
    return found


def without_deleted(model: Model, record: Record, deleted: Keys) -> tuple[Record | None, list[Any]]:
    """Return a record without what it names of deleted ones, and their keys.

    A row that is nothing without the deleted one goes with it; so does the whole record, as None.
    """
    found, lost = dict(record), []
    for column in relations(model):
        gone = deleted.get(column.remote_field.model, set())
        value = record.get(column.name)
        if isinstance(value, list):
            found[column.name] = [key for key in value if key not in gone]
            lost += [key for key in value if key in gone]
        elif value in gone:
            lost.append(value)
            if not column.null:
                return None, lost
            del found[column.name]
    for name, kinds in rows_in(model).items():
        rows = [without_deleted(kind_of(row, kinds), row, deleted) for row in record.get(name, [])]
        found[name] = [row for row, _ in rows if row is not None]
        lost += [key for _, keys in rows for key in keys]
    return {name: value for name, value in found.items() if value != []}, lost
