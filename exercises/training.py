"""A guided session: every second of a plan as phases a timer can run and a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from exercises.dose import (
    SECONDS_BETWEEN_HOLDS,
    SECONDS_PER_REPETITION,
    SECONDS_TO_CHANGE_OVER,
    Dose,
)
from exercises.models import Exercise
from exercises.plan import Plan, PlanItem


class Kind(StrEnum):
    """What a reader does in a phase."""

    READY = "ready"
    HOLD = "hold"
    RELEASE = "release"
    MOVE = "move"
    REST = "rest"


@dataclass(frozen=True)
class Phase:
    """A stretch of time with one thing to do, in seconds.

    Sets, sides and repetitions count from 1; a side of 0 means that there is only one.
    """

    kind: Kind
    seconds: int
    set: int = 1
    side: int = 0
    repetition: int = 0


def phases(dose: Dose) -> list[Phase]:
    """Return the phases of a dose; together they take just the seconds the dose says."""
    found = [phase for number in range(1, dose.sets + 1) for phase in one_set(dose, number)]
    # After the last set, or the last muscle group, the exercise is over.
    return found[:-1] if found[-1].kind == Kind.REST else found


def one_set(dose: Dose, number: int) -> Iterator[Phase]:
    for side in (1, 2) if dose.per_side else (0,):
        yield from one_side(dose, number, side)
    if dose.rest and not dose.by_muscle_group:
        yield Phase(Kind.REST, dose.rest, number)


def one_side(dose: Dose, number: int, side: int) -> Iterator[Phase]:
    if not dose.is_hold:
        yield Phase(Kind.MOVE, SECONDS_PER_REPETITION * dose.repetitions, number, side)
        return
    for repetition in range(1, dose.repetitions + 1):
        yield Phase(Kind.HOLD, dose.hold, number, side, repetition)
        yield Phase(Kind.RELEASE, SECONDS_BETWEEN_HOLDS, number, side, repetition)
        if dose.rest and dose.by_muscle_group:
            yield Phase(Kind.REST, dose.rest, number, side, repetition)


@dataclass(frozen=True)
class Station:
    """One exercise of a session with its phases, getting ready for it first."""

    item: PlanItem
    number: int

    @property
    def exercise(self) -> Exercise:
        return self.item.exercise

    @property
    def dose(self) -> Dose:
        return self.item.dose

    @property
    def phases(self) -> list[Phase]:
        return [Phase(Kind.READY, SECONDS_TO_CHANGE_OVER), *phases(self.dose)]


def stations(plan: Plan) -> list[Station]:
    return [Station(item, number) for number, item in enumerate(plan.items, start=1)]
