"""The reader's own plan: exercises with doses, in their order, kept in an address and nowhere else.

    /plan/?e=bird-dog:2x8s,glute-bridge:3x12&without=KW

`e` lists exercises by key. A dose behind the colon is `[sets x] repetitions [x hold s]`, for example
`12`, `3x12`, `2x8s` or `3x2x8s`; a number left out is the exercise's own. `without` holds the codes
of the cautions whose exercises the reader wanted to leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from editorial.addresses import with_query
from exercises.addresses import NAME, query_of
from exercises.cautions import known_cautions
from exercises.dose import MOST_REPETITIONS, MOST_SETS, Dose, session_minutes
from exercises.models import Exercise

#: More would neither fit a sheet of paper nor a session anybody keeps up.
MOST_EXERCISES = 10
#: What a longer address names is not looked at.
MOST_PARTS_READ = 40
LONGEST_TEXT_SHOWN = 40

PART = re.compile(rf"({NAME.pattern})(?::(.*))?", NAME.flags | re.DOTALL)
DOSE = re.compile(
    r"(?:(?P<sets>[0-9]{1,4})x)?(?P<repetitions>[0-9]{1,4})(?:x(?P<hold>[0-9]{1,4})s)?"
)


class Reason(Enum):
    """Why a part of an address did not come into the plan."""

    UNKNOWN = "unknown"
    REPEATED = "repeated"
    TOO_MANY = "too_many"
    DOSE = "dose"


@dataclass(frozen=True)
class LeftOut:
    """A part of the address that is not in the plan, as far as it can be shown."""

    text: str
    reason: Reason


@dataclass(frozen=True)
class PlanItem:
    """An exercise with the reader's dose; without one it has its own."""

    exercise: Exercise
    chosen: Dose | None = None

    @property
    def dose(self) -> Dose:
        return self.chosen or self.exercise.dose

    @property
    def code(self) -> str:
        """The part of the address that brings this item back."""
        if self.chosen is None:
            return self.exercise.key
        sets = "" if self.chosen.sets == self.exercise.start_sets else f"{self.chosen.sets}x"
        hold = f"x{self.chosen.hold}s" if self.chosen.has_seconds else ""
        return f"{self.exercise.key}:{sets}{self.chosen.repetitions}{hold}"

    def with_dose(self, text: str) -> Self:
        """Return the item with the dose that `text` names; raises ValueError for one nobody could do."""
        return replace(self, chosen=read_dose(text, self.exercise.dose))


@dataclass(frozen=True)
class Plan:
    """Exercises in the reader's order, and what of the address could not be used."""

    items: tuple[PlanItem, ...] = ()
    without: str = ""
    left_out: tuple[LeftOut, ...] = ()
    unread: int = 0

    @classmethod
    def from_query(cls, query: Mapping[str, str], name: str = "e") -> Self:
        """Read a plan from an address; whatever it says, the result is a plan."""
        parts = [part.strip() for part in query.get(name, "").split(",", MOST_PARTS_READ)]
        rest = parts[MOST_PARTS_READ:]
        parts = [part for part in parts[:MOST_PARTS_READ] if part]
        found = find_exercises(part.partition(":")[0] for part in parts)
        plan = cls(without=known_cautions(query.get("without", "")))
        for part in parts:
            plan = plan.with_part(part, found)
        unread = rest[0].count(",") + 1 if rest else 0
        return replace(plan, unread=unread)

    @classmethod
    def of(cls, items: Iterable[tuple[Exercise, Dose]]) -> Self:
        """Return the plan of these exercises, for example of a session."""
        return cls(tuple(PlanItem(e, None if d == e.dose else d) for e, d in items))

    def with_part(self, part: str, found: Mapping[str, Exercise]) -> Self:
        match = PART.fullmatch(part)
        exercise = found.get(match[1].lower()) if match else None
        if match is None or exercise is None:
            return self.leaving_out(part, Reason.UNKNOWN)
        if exercise.key in self.keys:
            return self.leaving_out(part, Reason.REPEATED)
        if self.is_full:
            return self.leaving_out(part, Reason.TOO_MANY)
        item = PlanItem(exercise)
        if match[2] is None:
            return self.adding(item)
        try:
            return self.adding(item.with_dose(match[2]))
        except ValueError:
            return self.adding(item).leaving_out(part, Reason.DOSE)

    def leaving_out(self, part: str, reason: Reason) -> Self:
        text = "".join(letter for letter in part if letter.isprintable())[:LONGEST_TEXT_SHOWN]
        return replace(self, left_out=(*self.left_out, LeftOut(text, reason)))

    def adding(self, item: PlanItem) -> Self:
        return replace(self, items=(*self.items, item))

    def removing(self, key: str) -> Self:
        return replace(self, items=tuple(i for i in self.items if i.exercise.key != key))

    def moving(self, key: str, by: int) -> Self:
        """Return the plan with one item moved `by` places, as far as there are places."""
        items = list(self.items)
        place = self.keys.index(key)
        target = min(max(place + by, 0), len(items) - 1)
        items.insert(target, items.pop(place))
        return replace(self, items=tuple(items))

    def changing(self, key: str, dose: str) -> Self:
        """Return the plan with another dose for one exercise; raises ValueError for a bad one."""
        items = (i.with_dose(dose) if i.exercise.key == key else i for i in self.items)
        return replace(self, items=tuple(items))

    @property
    def keys(self) -> list[str]:
        return [item.exercise.key for item in self.items]

    @property
    def is_full(self) -> bool:
        return len(self.items) >= MOST_EXERCISES

    @property
    def code(self) -> str:
        """The exercises as they stand in the address; the same plan always has the same code."""
        return ",".join(item.code for item in self.items)

    @property
    def query(self) -> str:
        """The query of every address that is about this plan."""
        return query_of(e=self.code, without=self.without)

    @property
    def url(self) -> str:
        return with_query(reverse("training:plan"), self.query)

    def url_at(self, part: str) -> str:
        """The address at one of its exercises: what a reader has just changed gets the focus."""
        return f"{self.url}#{part}"

    @property
    def training_url(self) -> str:
        return with_query(reverse("training:train"), self.query)

    @property
    def library_url(self) -> str:
        """Where more exercises are added to this plan."""
        return with_query(reverse("exercises:library"), self.companion_query)

    @property
    def companion_query(self) -> str:
        """The query that takes this plan along to a page that is about something else."""
        return query_of(plan=self.code, without=self.without)

    @property
    def minutes(self) -> int:
        """Minutes one session takes, changing over included."""
        return session_minutes(item.dose for item in self.items)


def read_dose(text: str, own: Dose) -> Dose:
    """Return the dose a part of an address names; raises ValueError when it is out of bounds."""
    match = DOSE.fullmatch(text)
    if match is None or (match["hold"] and not own.has_seconds):
        raise ValueError(text)
    numbers = {name: int(value) for name, value in match.groupdict().items() if value}
    limits = {"sets": MOST_SETS, "repetitions": MOST_REPETITIONS, "hold": own.most_seconds}
    if not all(1 <= number <= limits[name] for name, number in numbers.items()):
        raise ValueError(text)
    return own.changed(**numbers)


def find_exercises(names: Iterable[str]) -> dict[str, Exercise]:
    """Return visible exercises by their key, and by their addresses in every language."""
    wanted = {name.lower() for name in names if NAME.fullmatch(name)}
    if not wanted:
        return {}
    active = get_language() or settings.LANGUAGE_CODE
    codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code == active)
    columns = [*(build_localized_fieldname("slug", code) for code in codes), "key"]
    match = Q()
    for column in columns:
        match |= Q(**{f"{column}__in": wanted})
    exercises = list(Exercise.objects.published().filter(match).for_plan())
    # Where two share a name, the key counts most, then the address in the reader's language.
    return {
        name: exercise
        for column in columns
        for exercise in exercises
        if (name := getattr(exercise, column)) in wanted
    }
