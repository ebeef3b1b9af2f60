"""Looks at a plan as the portal looks at muscles: does each opponent get something to do?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from exercises.bodymap import GROUPS
from exercises.models import Exercise, Muscle, MusclePair
from training.plan import Plan

#: More would read like a reproach.
MOST_HINTS = 3


class Lack(Enum):
    """What a plan leaves open for a muscle pair."""

    ONLY_STRETCHED = "only_stretched"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True)
class Hint:
    """A muscle pair that a plan treats unevenly, and an exercise that would even it out."""

    lack: Lack
    pair: MusclePair
    suggestion: Exercise


def hints(plan: Plan, pairs: Iterable[MusclePair]) -> list[Hint]:
    """Return what would make the plan more even, nothing where it is even already."""
    if plan.is_full:
        return []
    chosen = [item.exercise for item in plan.items]
    found = (hint_for(chosen, pair) for pair in pairs)
    return [hint for hint in found if hint][:MOST_HINTS]


def hint_for(chosen: list[Exercise], pair: MusclePair) -> Hint | None:
    sides = [[e for e in chosen if works(e, muscle)] for muscle in pair.muscles]
    concerned = [*sides[0], *sides[1]]
    if not concerned:
        return None
    if all(exercise.kind == Exercise.Kind.STRETCHING for exercise in concerned):
        return suggest(Lack.ONLY_STRETCHED, pair, [pair.strengthening, pair.isometric])
    if not all(sides):
        idle = pair.muscles[0 if not sides[0] else 1]
        evening = [exercise for exercise in pair.exercises if works(exercise, idle)]
        return suggest(Lack.ONE_SIDED, pair, evening)
    return None


def suggest(lack: Lack, pair: MusclePair, candidates: list[Exercise]) -> Hint | None:
    visible = (exercise for exercise in candidates if exercise.is_public)
    suggestion = next(visible, None)
    return Hint(lack, pair, suggestion) if suggestion else None


def works(exercise: Exercise, muscle: Muscle) -> bool:
    """Whether an exercise makes a muscle, or one of its group, work or stretches it."""
    members = set(GROUPS.get(muscle.key, [muscle.key]))
    return bool(members & {agonist.key for agonist in exercise.agonists.all()})
