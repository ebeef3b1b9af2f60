"""Brings the blocks of an article in one query for all kinds, and one for each thing they show.

Every kind of block has a table of its own. Asked one after the other they would be most of what a page
asks for; here the columns of each kind are put into the same few places of one answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import BigIntegerField, Expression, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from articles.models import (
    BLOCKS,
    Article,
    CourseTeaser,
    ExerciseTeaser,
    Figure,
    ShownClaim,
)
from editorial.models import Picture, Source
from editorial.reading import columns_of_others, in_language
from evidence.models import Claim, Passage
from exercises.models import Exercise
from prevention.models import CourseOffer

NUMBERS = (models.IntegerField, models.AutoField, models.ForeignKey)
NO_NUMBER = Cast(Value(None), BigIntegerField())
NO_TEXT = Cast(Value(None), TextField())


@dataclass(frozen=True)
class Kind:
    """What a language needs of a kind of block: its columns, numbers apart from texts."""

    place: int
    model: Any
    numbers: list[str]
    texts: list[str]

    def rows(self, article: Article, most_numbers: int, most_texts: int) -> QuerySet[Any, Any]:
        columns: list[Expression | F] = [
            Value(self.place),
            *padded(self.numbers, most_numbers, NO_NUMBER),
            *padded(self.texts, most_texts, NO_TEXT),
        ]
        # Past the translating queryset: the columns are those of a language already.
        return QuerySet(self.model).filter(parent=article).order_by().values_list(*columns)

    def block(self, numbers: list[Any], texts: list[Any]) -> Any:
        known = dict(
            zip([*self.numbers, *self.texts], [*numbers[: len(self.numbers)], *texts], strict=False)
        )
        names = [name for name in column_names(self.model) if name in known]
        return self.model.from_db(connection.alias, names, [known[name] for name in names])


def padded(names: list[str], length: int, filler: Expression) -> list[Expression | F]:
    return [*map(F, names), *[filler] * (length - len(names))]


def column_names(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def kinds(language: str) -> list[Kind]:
    """Every kind of block, as readers of a language need it."""
    found = []
    for place, model in enumerate(BLOCKS):
        others = columns_of_others(model, language)
        fields = [field for field in model._meta.concrete_fields if field.name not in others]
        numbers = [field.attname for field in fields if isinstance(field, NUMBERS)]
        texts = [field.attname for field in fields if not isinstance(field, NUMBERS)]
        found.append(Kind(place, model, numbers, texts))
    return found


def blocks_of(article: Article) -> list[Any]:
    """The blocks readers may see, in their order, in the active language and in German."""
    known = kinds(get_language() or settings.LANGUAGE_CODE)
    most_numbers = max(len(kind.numbers) for kind in known)
    most_texts = max(len(kind.texts) for kind in known)
    first, *others = (kind.rows(article, most_numbers, most_texts) for kind in known)
    blocks = [
        known[place].block(values[:most_numbers], values[most_numbers:])
        for place, *values in first.union(*others, all=True)
    ]
    for block in blocks:
        block.parent = article
    blocks.sort(key=lambda block: (block.ordering, block._meta.model_name, block.pk))
    return with_what_they_show(blocks)


def with_what_they_show(blocks: list[Any]) -> list[Any]:
    """Bring pictures, claims, exercises and courses; a block goes with what it shows and is hidden."""
    exercises = Exercise.objects.published().select_related("picture")
    bringing: tuple[tuple[Any, str, Callable[[set[int]], dict[int, Any]]], ...] = (
        (Figure, "picture", in_language(Picture.objects.all()).in_bulk),
        (ShownClaim, "claim", claims_with_sources),
        (ExerciseTeaser, "exercise", in_language(exercises).in_bulk),
        (CourseTeaser, "course_offer", in_language(CourseOffer.objects.published()).in_bulk),
    )
    for model, name, bring in bringing:
        showing = [block for block in blocks if isinstance(block, model)]
        wanted = {key for block in showing if (key := getattr(block, f"{name}_id"))}
        found = bring(wanted) if wanted else {}
        for block in showing:
            key = getattr(block, f"{name}_id")
            setattr(block, name, found.get(key))
            if key and key not in found:
                blocks.remove(block)
    return blocks


def claims_with_sources(wanted: set[int]) -> dict[int, Claim]:
    """The claims that readers may see, each with the sources it cites, in one query."""
    passages = Passage.objects.filter(claim__in=Claim.objects.published(), claim_id__in=wanted)
    cited: dict[Claim, dict[Source, None]] = {}
    for passage in in_language(passages, "claim").select_related("claim", "source"):
        cited.setdefault(passage.claim, {})[passage.source] = None
    for claim, sources in cited.items():
        claim.cited = list(sources)
    return {claim.pk: claim for claim in cited}
