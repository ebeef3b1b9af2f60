"""The first few exercises and pairs of every muscle; where there are more, the library has them all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from editorial.publication import Status
from editorial.reading import in_language
from exercises.models import Exercise, MusclePair

#: As many of each role as the body map names, and as many pairs.
FEW_EXERCISES, FEW_PAIRS = 6, 3


@dataclass
class Uses:
    """What a muscle is used in: exercises in which it works or is stretched, or is the opponent."""

    works_in: list[Exercise] = field(default_factory=list)
    opponent_in: list[Exercise] = field(default_factory=list)
    pairs: list[MusclePair] = field(default_factory=list)
    has_more: bool = False


def uses_of_muscles() -> dict[int, Uses]:
    """Everything the body map says of each muscle, by its key, in a handful of queries."""
    roles = {"works_in": first_in("agonists"), "opponent_in": first_in("antagonists")}
    wanted = {key for by_muscle in roles.values() for keys in by_muscle.values() for key in keys}
    exercises = in_language(Exercise.objects.all()).in_bulk(wanted)
    found: dict[int, Uses] = defaultdict(Uses)
    for role, by_muscle in roles.items():
        for muscle, keys in by_muscle.items():
            setattr(found[muscle], role, [exercises[key] for key in keys[:FEW_EXERCISES]])
            found[muscle].has_more |= len(keys) > FEW_EXERCISES
    for pair in first_pairs():
        for muscle in (pair.first_id, pair.second_id):
            found[muscle].pairs.append(pair)
    return found


def first_in(role: str) -> dict[int, list[int]]:
    """The keys of the easiest exercises of each muscle in a role, one more than are shown."""
    relation: Any = Exercise._meta.get_field(role)
    rows = relation.remote_field.through._default_manager
    place = Window(
        RowNumber(), partition_by=F("muscle"), order_by=["exercise__level", "exercise__key"]
    )
    is_shown = {"exercise__status": Status.PUBLISHED, "exercise__published_at__lte": timezone.now()}
    shown = rows.filter(**is_shown).annotate(place=place)
    found: dict[int, list[int]] = defaultdict(list)
    for muscle, exercise in (
        shown.filter(place__lte=FEW_EXERCISES + 1)
        .order_by("muscle", "place")
        .values_list("muscle", "exercise")
    ):
        found[muscle].append(exercise)
    return found


def first_pairs() -> list[MusclePair]:
    """The first pairs of each muscle, whichever of the two it is."""
    places = {
        f"place_as_{side}": Window(RowNumber(), partition_by=F(side), order_by=["ordering", "key"])
        for side in ("first", "second")
    }
    is_early = Q(place_as_first__lte=FEW_PAIRS) | Q(place_as_second__lte=FEW_PAIRS)
    # Numbered by their keys alone: the texts of all the others are not read.
    early = MusclePair.objects.published().annotate(**places).filter(is_early).values("pk")
    return list(in_language(MusclePair.objects.filter(pk__in=early)))
