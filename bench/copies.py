"""Fills a prepared database with copies of the shipped pages, as many of each kind as are wanted.

A copy has rows of its own at every depth, its own key and addresses, and some words no other page has.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cache
from itertools import islice
from typing import Any

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname

from editorial.page_kinds import page_models
from editorial.publication import Addressed
from records.shape import rows_in

BATCH = 500
#: As many rows of one list are copied; long programmes would be most of the database.
MOST_ROWS = 8
#: In the title of a few copies of each kind, and in that of every one.
RARE, COMMON = "Quastenflosser", "Rückenbeispiel"
EVERY_RARE = 5000
SYLLABLES = ["ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pe", "ri", "so", "tu", "va", "ze"]


def fill(wanted: int) -> None:
    """Bring the pages of every kind to a number."""
    for model in page_models():
        if issubclass(model, Addressed):
            pages = model._default_manager.order_by("pk")
            sources = list(pages.exclude(title_de__contains=COMMON))
            rows = {source.pk: list(rows_of(source)) for source in sources}
            for numbers in batches(range(pages.count(), wanted), BATCH):
                add(model, [(number, sources[number % len(sources)]) for number in numbers], rows)


def add(model: Any, wanted: list[tuple[int, Any]], rows: dict[int, list[Any]]) -> None:
    """Store one batch of copies with everything inside them."""
    made = [page_copy(source, number) for number, source in wanted]
    model._base_manager.bulk_create(made)
    pairs = [(source, new) for (_, source), new in zip(wanted, made, strict=True)]
    relate(model, pairs)
    below = [(row, new) for source, new in pairs for row in rows[source.pk]]
    while below:
        below = list(add_rows(below))


def add_rows(wanted: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Store copies of rows in their new parents; yield what stands inside them."""
    by_model: dict[Any, list[tuple[Any, Any]]] = {}
    for row, parent in wanted:
        new = bare(row)
        setattr(new, row.record.of, parent)
        by_model.setdefault(type(row), []).append((row, new))
    for model, pairs in by_model.items():
        model._base_manager.bulk_create([new for _, new in pairs])
        relate(model, pairs)
        for row, new in pairs:
            yield from ((inner, new) for inner in rows_of(row))


def rows_of(obj: Any) -> Iterator[Any]:
    for kinds in rows_in(type(obj)).values():
        for kind in kinds:
            yield from kind._default_manager.filter(**{kind.record.of: obj.pk})[:MOST_ROWS]


def relate(model: Any, pairs: list[tuple[Any, Any]]) -> None:
    """Give copies the relations of what they were made from."""
    for field in model._meta.many_to_many:
        through, name, other = (
            field.remote_field.through,
            field.m2m_field_name(),
            field.m2m_reverse_field_name(),
        )
        known: dict[int, list[int]] = {}
        for source, _ in pairs:
            known.setdefault(source.pk, [])
        found = through._default_manager.filter(**{f"{name}__in": list(known)})
        for pk, related in found.values_list(f"{name}_id", f"{other}_id"):
            known[pk].append(related)
        through._default_manager.bulk_create(
            [
                through(**{f"{name}_id": new.pk, f"{other}_id": related})
                for source, new in pairs
                for related in known[source.pk]
            ],
            batch_size=5000,
        )


def page_copy(source: Any, number: int) -> Any:
    """A page like another one, with words of its own in its title."""
    new = bare(source)
    chance = random.Random(number)  # noqa: S311 – no secret
    own = " ".join("".join(chance.choices(SYLLABLES, k=4)) for _ in range(2))
    rare = f" {RARE}" if number % EVERY_RARE == 0 else ""
    new.key = f"{source.key[:60]}-{number}"
    spread(new, chance)
    for code in settings.MODELTRANSLATION_LANGUAGES:
        title, slug = (build_localized_fieldname(name, code) for name in ("title", "slug"))
        if old := getattr(source, title):
            setattr(new, title, f"{old[:90]} {COMMON} {own}{rare}"[:160])
        if old := getattr(source, slug):
            setattr(new, slug, f"{old[:120]}-{number}")
    return new


def spread(page: Any, chance: random.Random) -> None:
    """Give tips to all situations and articles to all topics, not to those of the shipped ones alone."""
    for field in page._meta.concrete_fields:
        other = field.remote_field and field.remote_field.model
        if other and issubclass(other, Addressed) and getattr(page, field.attname):
            setattr(page, field.attname, chance.choice(keys_of(other)))


@cache
def keys_of(model: Any) -> list[int]:
    """Every page of a kind, as they are when the first copy asks."""
    return list(model._default_manager.values_list("pk", flat=True))


def bare(obj: Any) -> Any:
    """The same values as a row that is not stored yet."""
    new = copy(obj)
    new._state = copy(obj._state)
    new._state.fields_cache = {}
    new._prefetched_objects_cache = {}
    new.pk = None
    new._state.adding = True
    return new


def batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
