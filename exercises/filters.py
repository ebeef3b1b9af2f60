"""The filters of the exercise library: plain links that combine, in one canonical order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from exercises.models import Equipment, Exercise, ExerciseQuerySet, Position, Region

SHORT_SECONDS = 300


@dataclass(frozen=True)
class Option:
    """One value of a facet, as a link that chooses it or takes it back."""

    value: str
    label: str
    chosen: bool
    url: str


@dataclass(frozen=True)
class Facet:
    """A group of options of which one can be chosen."""

    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.chosen), None)


@dataclass(frozen=True, kw_only=True)
class LibraryFilter:
    """What a reader chose; an empty string means any."""

    kind: str = ""
    region: str = ""
    position: str = ""
    equipment: str = ""
    level: str = ""
    no_floor: str = ""
    short: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        return cls(**{name: query.get(name, "") for name in cls.__dataclass_fields__})

    @property
    def url(self) -> str:
        """The one address of this choice."""
        chosen = {name: value for name, value in vars(self).items() if value}
        base = reverse("exercises:library")
        return f"{base}?{urlencode(chosen)}" if chosen else base

    @property
    def count(self) -> int:
        return sum(bool(value) for value in vars(self).values())

    def apply(self, exercises: ExerciseQuerySet) -> ExerciseQuerySet:
        """Keep the exercises that fit every choice; `Facets.check` has refused unknown values."""
        direct = {"kind": self.kind, "level": self.level}
        related = {name: getattr(self, name) for name in ("region", "position", "equipment")}
        columns = {"region": "regions", "position": "positions", "equipment": "equipment"}
        wanted: dict[str, Any] = {name: value for name, value in direct.items() if value}
        wanted |= {f"{columns[name]}__key": value for name, value in related.items() if value}
        exercises = exercises.filter(**wanted)
        if self.no_floor:
            exercises = exercises.filter(
                pk__in=Exercise.objects.filter(positions__on_floor=False).values("pk")
            )
        if self.short:
            exercises = exercises.filter(duration_seconds__lte=SHORT_SECONDS)
        return exercises


def facets_of(choice: LibraryFilter) -> list[Facet]:
    """All facets with their options; raises Http404 when the choice names an unknown value."""
    facets = [
        facet(choice, "kind", _("Kind"), Exercise.Kind.choices),
        facet(choice, "region", _("For which part"), rows(Region)),
        facet(choice, "position", _("Position"), rows(Position)),
        facet(choice, "equipment", _("With what"), rows(Equipment)),
        facet(choice, "level", _("Level"), [(str(v), n) for v, n in Exercise.Level.choices]),
        facet(choice, "no_floor", _("Without lying down on the floor"), [("1", _("No floor"))]),
        facet(choice, "short", _("Short"), [("1", _("At most 5 minutes"))]),
    ]
    for each in facets:
        if getattr(choice, each.name) and each.chosen is None:
            raise Http404
    return facets


def rows(model: Any) -> list[tuple[str, str]]:
    """Only values that lead to at least one visible exercise."""
    used = model.objects.filter(exercises__in=Exercise.objects.published()).distinct()
    return [(row.key, row.name) for row in used]


def facet(choice: LibraryFilter, name: str, label: str, values: list[tuple[str, Any]]) -> Facet:
    current = getattr(choice, name)
    options = [
        Option(
            value=value,
            label=str(text),
            chosen=value == current,
            url=replace(choice, **{name: "" if value == current else value}).url,
        )
        for value, text in values
    ]
    return Facet(name, label, options)
