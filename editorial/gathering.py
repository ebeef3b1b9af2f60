"""Brings what several objects are related to in one query for all relations and one for each kind of thing.

Django's own prefetching asks once for each relation; a page with many of them asks too often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet, Value

from editorial.reading import in_language

#: Objects of one model, and the name of one of its many-to-many relations.
Relation = tuple[Sequence[Any], str]


def gather(*relations: Relation) -> None:
    """Bring these relations, so that `obj.name.all()` asks nobody."""
    asked = [(objects, name) for objects, name in relations if objects]
    if not asked:
        return
    first, *others = (keys(number, *each) for number, each in enumerate(asked))
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, pk, related in first.union(*others, all=True) if others else first:
        found[number, pk].append(related)
    things = brought(asked, found)
    for number, (objects, name) in enumerate(asked):
        known = things[target(objects[0], name)]
        for obj in objects:
            remember(obj, name, [known[pk] for pk in known if pk in set(found[number, obj.pk])])


def keys(number: int, objects: Sequence[Any], name: str) -> QuerySet[Any, Any]:
    """The keys on both sides of a relation, under its number."""
    field = type(objects[0])._meta.get_field(name)
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    rows = field.remote_field.through._default_manager.order_by()
    rows = rows.filter(**{f"{own}__in": [obj.pk for obj in objects]})
    return rows.annotate(relation=Value(number)).values_list("relation", own, other)


def target(obj: Any, name: str) -> type[Any]:
    return type(obj)._meta.get_field(name).remote_field.model


def brought(
    asked: Iterable[Relation], found: dict[tuple[int, int], list[int]]
) -> dict[type[Any], dict[int, Any]]:
    """The things on the other side by their key, in the order of their kind."""
    wanted: dict[type[Any], set[int]] = defaultdict(set)
    for number, (objects, name) in enumerate(asked):
        wanted[target(objects[0], name)].update(
            pk for obj in objects for pk in found.get((number, obj.pk), ())
        )
    return {
        model: {obj.pk: obj for obj in in_language(model._default_manager.filter(pk__in=pks))}
        if pks
        else {}
        for model, pks in wanted.items()
    }


def remember(obj: Any, name: str, related: list[Any]) -> None:
    """Keep what Django's prefetching would have kept."""
    queryset = getattr(obj, name).get_queryset()
    queryset._result_cache, queryset._prefetch_done = related, True
    if not hasattr(obj, "_prefetched_objects_cache"):
        obj._prefetched_objects_cache = {}
    obj._prefetched_objects_cache[name] = queryset
