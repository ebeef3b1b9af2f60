"""What the page of a week shows, and its entry in the list of its programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from exercises.cautions import Caution
from exercises.dose import Dose
from exercises.models import Exercise
from exercises.stop_rules import StopRules
from training.models import Programme, Session, Week
from training.plan import Plan


@dataclass(frozen=True)
class WeekExercise:
    """An exercise of a week with its dose, and the dose it had in the weeks before."""

    exercise: Exercise
    dose: Dose
    before: Dose | None
    is_new: bool

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.dose


@dataclass(frozen=True)
class WeekSession:
    """A session with the exercises that readers may see."""

    session: Session
    exercises: list[WeekExercise]

    @property
    def minutes(self) -> int:
        return self.session.minutes

    @property
    def plan(self) -> Plan:
        return Plan.of((each.exercise, each.dose) for each in self.exercises)


def cautions_of(pages: Iterable[WeekPage]) -> list[tuple[Caution, list[Exercise]]]:
    """Who needs care in these weeks, by code, each with the exercises that ask for it."""
    chosen = dict.fromkeys(each.exercise for page in pages for each in page.exercises)
    found: dict[Caution, list[Exercise]] = {}
    for exercise in chosen:
        for caution in exercise.cautions:
            found.setdefault(caution, []).append(exercise)
    return sorted(found.items(), key=lambda pair: pair[0].code)


class WeekPage:
    """A week of a programme that brought its weeks, sessions and visible exercises along."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.programme: Programme = week.programme
        self.weeks = list(self.programme.weeks.all())
        self.place = self.weeks.index(week)

    @classmethod
    def of(cls, programme: Programme, number: int) -> WeekPage:
        """Return one week by its number; raises Http404 where the programme has none."""
        for week in programme.weeks.all():
            if week.number == number:
                return cls(week)
        raise Http404

    @property
    def url(self) -> str:
        return self.week.get_absolute_url()

    @property
    def previous(self) -> Week | None:
        return self.weeks[self.place - 1] if self.place else None

    @property
    def following(self) -> Week | None:
        return self.weeks[self.place + 1] if self.place + 1 < len(self.weeks) else None

    @cached_property
    def sessions(self) -> list[WeekSession]:
        """The sessions of which there is anything to see."""
        found = [
            WeekSession(session, list(self.exercises_of(session)))
            for session in self.week.sessions.all()
        ]
        return [session for session in found if session.exercises]

    def exercises_of(self, session: Session) -> Iterator[WeekExercise]:
        for item in session.items.all():
            before = self.past.get(item.exercise.key)
            is_new = bool(self.past) and before is None
            yield WeekExercise(item.exercise, item.dose, before, is_new)

    @cached_property
    def past(self) -> dict[str, Dose]:
        """The dose that each exercise had when it was last done in an earlier week."""
        return {
            item.exercise.key: item.dose
            for week in self.weeks[: self.place]
            for session in week.sessions.all()
            for item in session.items.all()
        }

    @cached_property
    def exercises(self) -> list[WeekExercise]:
        """Every exercise of the week once, as it is first done."""
        found: dict[str, WeekExercise] = {}
        for session in self.sessions:
            for each in session.exercises:
                found.setdefault(each.exercise.key, each)
        return list(found.values())

    @property
    def changes(self) -> list[WeekExercise]:
        return [each for each in self.exercises if each.is_new or each.is_changed]

    @property
    def telling(self) -> WeekExercise:
        """The exercise whose drawing tells most about a week that has any."""
        new = [each for each in self.exercises if each.is_new]
        return new[0] if new else (self.changes or self.sessions[0].exercises)[-1]

    @cached_property
    def stop_rules(self) -> StopRules:
        return StopRules.of(each.exercise for each in self.exercises)

    @property
    def own_stop_rules(self) -> list[tuple[Exercise, str]]:
        """When to stop an exercise beyond what holds for all."""
        own = self.stop_rules.own
        chosen = dict.fromkeys(each.exercise for each in self.exercises)
        return [(exercise, own[exercise.key]) for exercise in chosen if own[exercise.key]]

    @cached_property
    def minutes(self) -> list[int]:
        """Minutes of the shortest and of the longest session; empty where there is none."""
        found = sorted(session.minutes for session in self.sessions)
        return [found[0], found[-1]] if found else []


def week_pages(programme: Programme) -> list[WeekPage]:
    return [WeekPage(week) for week in programme.weeks.all()]
