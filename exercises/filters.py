"""The filters of the exercise library: plain links that combine, in one canonical order.

Every option says how many exercises it would leave, and one that would leave none is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from editorial.addresses import with_query
from editorial.reading import in_language
from editorial.remembered import remembered
from exercises.addresses import NAME, query_of
from exercises.cautions import Caution, known_cautions
from exercises.models import (
    Equipment,
    Exercise,
    ExerciseQuerySet,
    Muscle,
    Position,
    Property,
    Region,
)

SHORT_SECONDS = 300
NO_PLAN_SIGN = re.compile(r"[^a-z0-9_:,-]", re.ASCII | re.IGNORECASE)
LONGEST_PLAN = 2000
#: Filters that are either set or not.
WISHES = {
    "no_floor": gettext_lazy("No floor"),
    "at_desk": gettext_lazy("At the desk"),
    "short": gettext_lazy("At most 5 minutes"),
}
RELATED = {"region": "regions", "position": "positions", "equipment": "equipment"}


@dataclass(frozen=True)
class Option:
    """One value of a facet, as a link that chooses it or takes it back, and what it leaves."""

    value: str
    label: str
    chosen: bool
    leads_to: LibraryFilter
    count: int

    @property
    def url(self) -> str:
        return self.leads_to.url

    @property
    def is_listed(self) -> bool:
        """Whether search engines should follow the link."""
        return self.leads_to.is_listed


@dataclass(frozen=True)
class Facet:
    """A group of options."""

    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]


@dataclass(frozen=True, kw_only=True)
class LibraryFilter:
    """What a reader chose; an empty string means any.

    `without` holds codes of cautions. `plan` is the plan exercises are being added to, as its address
    writes it: it goes along with every link and filters nothing.
    """

    kind: str = ""
    region: str = ""
    position: str = ""
    equipment: str = ""
    muscle: str = ""
    level: str = ""
    no_floor: str = ""
    at_desk: str = ""
    short: str = ""
    without: str = ""
    plan: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read an address; raises Http404 for a value that no option can have."""
        chosen = cls(**{name: query.get(name, "") for name in cls.__dataclass_fields__})
        for name, value in vars(chosen).items():
            if value and name not in ("plan", "without") and not NAME.fullmatch(value):
                raise Http404
        plan = NO_PLAN_SIGN.sub("", chosen.plan)[:LONGEST_PLAN]
        return replace(chosen, without=known_cautions(chosen.without), plan=plan)

    @property
    def url(self) -> str:
        """The one address of this choice."""
        return with_query(reverse("exercises:library"), query_of(**vars(self)))

    @property
    def plan_query(self) -> str:
        """What takes the plan along to the page of an exercise."""
        return query_of(plan=self.plan, without=self.without)

    @property
    def cleared(self) -> Self:
        """The same without any filter."""
        return type(self)(plan=self.plan)

    @property
    def count(self) -> int:
        """How many filters are set."""
        choices = [value for name, value in vars(self).items() if name not in ("plan", "without")]
        return sum(bool(value) for value in choices) + len(self.without)

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it: one filter is a page of its own, two are not."""
        return self.count <= 1 and not self.without and not self.plan

    def apply(self, exercises: ExerciseQuerySet) -> ExerciseQuerySet:
        """Keep the exercises that fit every choice; `facets_of` has refused unknown values."""
        wanted = {name: value for name in ("kind", "level") if (value := getattr(self, name))}
        for name, column in RELATED.items():
            if value := getattr(self, name):
                wanted[f"{column}__key"] = value
        exercises = exercises.filter(**wanted)
        if self.muscle:
            exercises = exercises.using_muscle(self.muscle)
        if self.no_floor:
            exercises = exercises.off_the_floor()
        if self.at_desk:
            exercises = exercises.at_a_desk()
        if self.short:
            exercises = exercises.filter(duration_seconds__lte=SHORT_SECONDS)
        if self.without:
            exercises = exercises.without_cautions(self.without)
        return exercises

    def left(self) -> ExerciseQuerySet:
        return self.apply(Exercise.objects.published())


def facets_of(choice: LibraryFilter) -> list[Facet]:
    """All facets with their options; raises Http404 when the choice names an unknown value."""
    # What many readers ask for; counting it is most of the work of the page.
    return usual_facets(choice) if choice.is_listed else counted_facets(choice)


@remembered
def usual_facets(choice: LibraryFilter) -> list[Facet]:
    return counted_facets(choice)


def counted_facets(choice: LibraryFilter) -> list[Facet]:
    levels = [(str(value), name) for value, name in Exercise.Level.choices]
    facets = [
        one_of(choice, "kind", gettext("Kind"), Exercise.Kind.choices, "kind"),
        one_of(choice, "region", gettext("For which part"), named(Region), "regions__key"),
        wishes(choice),
        one_of(choice, "level", gettext("Level"), levels, "level"),
        one_of(choice, "position", gettext("Position"), named(Position), "positions__key"),
        one_of(choice, "equipment", gettext("With what"), named(Equipment), "equipment__key"),
        by_muscle(choice),
        leave_out(choice),
    ]
    if any(getattr(choice, name) not in ("", "1") for name in WISHES):
        raise Http404
    for facet in facets:
        if getattr(choice, facet.name, "") and not facet.chosen:
            raise Http404
    return facets


def named(model: type[Property]) -> list[tuple[str, str]]:
    return [(row.key, row.name) for row in model._default_manager.all()]


def one_of(
    choice: LibraryFilter, name: str, label: str, values: list[tuple[str, Any]], column: str
) -> Facet:
    """A facet of which one value can be chosen."""
    left = counts(replace(choice, **{name: ""}).left(), column)
    current = getattr(choice, name)

    def options() -> Iterator[Option]:
        for value, text in values:
            number, is_chosen = left.get(value, 0), value == current
            if number or is_chosen:
                leads_to = replace(choice, **{name: "" if is_chosen else value})
                yield Option(value, str(text), is_chosen, leads_to, number)

    return Facet(name, label, list(options()))


def by_muscle(choice: LibraryFilter) -> Facet:
    """The muscle that somebody came for from the body map; to be taken back, not to be chosen here."""
    chosen = in_language(Muscle.objects.filter(key=choice.muscle)) if choice.muscle else ()
    leads_to = replace(choice, muscle="")
    options = [Option(muscle.key, muscle.name, True, leads_to, 0) for muscle in chosen]
    return Facet("muscle", gettext("Muscle"), options)


def wishes(choice: LibraryFilter) -> Facet:
    """What is either asked for or not; several can be chosen."""

    def options() -> Iterator[Option]:
        for name, text in WISHES.items():
            is_chosen = getattr(choice, name) == "1"
            number = replace(choice, **{name: "1"}).left().count()
            if number or is_chosen:
                leads_to = replace(choice, **{name: "" if is_chosen else "1"})
                yield Option(name, str(text), is_chosen, leads_to, number)

    return Facet("wishes", gettext("What matters to you"), list(options()))


def leave_out(choice: LibraryFilter) -> Facet:
    """Cautions whose exercises the reader does not want to see; several can be chosen."""
    shown = choice.left()
    total, concerned = shown.count(), counts(shown, "load_tags__cautions__code")

    def options() -> Iterator[Option]:
        for caution in Caution.objects.all():
            is_chosen = caution.code in choice.without
            number = total - concerned.get(caution.code, 0)
            codes = choice.without.replace(caution.code, "")
            toggled = codes if is_chosen else "".join(sorted(codes + caution.code))
            if is_chosen or (number and caution.code in concerned):
                leads_to = replace(choice, without=toggled)
                yield Option(caution.code, caution.name, is_chosen, leads_to, number)

    return Facet("without", gettext("Leave out what needs care with"), list(options()))


def counts(exercises: ExerciseQuerySet, column: str) -> dict[str, int]:
    """Return how many exercises have each value of a column."""
    found = exercises.order_by().values_list(column).annotate(Count("pk", distinct=True))
    return {str(value): number for value, number in found if value is not None}


def without_one(choice: LibraryFilter, facets: list[Facet]) -> list[tuple[Facet, Option, int]]:
    """Return each chosen option with what would be left without it: the way out of an empty list."""
    ways = [(facet, option) for facet in facets for option in facet.chosen]
    return [(facet, option, remaining(choice, facet, option)) for facet, option in ways]


def remaining(choice: LibraryFilter, facet: Facet, option: Option) -> int:
    if facet.name == "without":
        return replace(choice, without=choice.without.replace(option.value, "")).left().count()
    name = option.value if facet.name == "wishes" else facet.name
    return replace(choice, **{name: ""}).left().count()
