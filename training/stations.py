"""A guided session: every second of a plan as phases a timer can run and a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Any

from django.db.models import prefetch_related_objects

from exercises.dose import (
    SECONDS_BETWEEN_HOLDS,
    SECONDS_TO_CHANGE_OVER,
    Dose,
)
from exercises.models import Exercise
from exercises.stop_rules import AT_WORK, StopRules, stop_sentences
from figures import FIGURES, has_figure
from training.plan import Plan, PlanItem

#: Seconds to turn round before the other side. They come on top of the dose, like getting ready.
SECONDS_TO_CHANGE_SIDES = 10
#: As much of a stop rule as can be read at a glance while exercising.
LONGEST_STOP_LINE = 110


class PhaseKind(StrEnum):
    """What a reader does in a phase."""

    READY = "ready"
    HOLD = "hold"
    TIME = "time"
    RELEASE = "release"
    MOVE = "move"
    CHANGE = "change"
    REST = "rest"


@dataclass(frozen=True)
class Phase:
    """A stretch of time with one thing to do, in seconds.

    Sets, sides and repetitions count from 1; a side of 0 means that there is only one.
    """

    kind: PhaseKind
    seconds: int
    set: int = 1
    side: int = 0
    repetition: int = 0

    @property
    def begins_run(self) -> bool:
        """Whether something else begins here, not the next repetition of the same."""
        return self.repetition == 0 or (self.kind is PhaseKind.HOLD and self.repetition == 1)


def phases(dose: Dose) -> list[Phase]:
    """Return the phases of a dose; together they take just the seconds the dose says."""
    found = [phase for number in range(1, dose.sets + 1) for phase in one_set(dose, number)]
    # After the last set, or the last muscle group, the exercise is over.
    return found[:-1] if found[-1].kind == PhaseKind.REST else found


def one_set(dose: Dose, number: int) -> Iterator[Phase]:
    for side in (1, 2) if dose.per_side else (0,):
        yield from one_side(dose, number, side)
    if dose.rest and not dose.rests_after_each_hold:
        yield Phase(PhaseKind.REST, dose.rest, number)


def one_side(dose: Dose, number: int, side: int) -> Iterator[Phase]:
    if not dose.is_hold or dose.hold is None:
        kind = PhaseKind.TIME if dose.is_time else PhaseKind.MOVE
        yield Phase(kind, dose.seconds_each * dose.repetitions, number, side)
        return
    for repetition in range(1, dose.repetitions + 1):
        yield Phase(PhaseKind.HOLD, dose.hold, number, side, repetition)
        yield Phase(PhaseKind.RELEASE, SECONDS_BETWEEN_HOLDS, number, side, repetition)
        if dose.rest and dose.rests_after_each_hold:
            yield Phase(PhaseKind.REST, dose.rest, number, side, repetition)


def with_changes(dosed: list[Phase]) -> Iterator[Phase]:
    """Give time to turn round wherever one side follows the other."""
    yield from dosed[:1]
    for before, after in pairwise(dosed):
        if before.side and after.side and before.side != after.side:
            yield Phase(PhaseKind.CHANGE, SECONDS_TO_CHANGE_SIDES, after.set, after.side)
        yield after


@dataclass(frozen=True)
class Run:
    """Phases that a reader sees as one thing: all repetitions of one side, a rest, getting ready."""

    phases: tuple[Phase, ...]

    @property
    def kind(self) -> PhaseKind:
        return self.phases[0].kind

    @property
    def side(self) -> int:
        return self.phases[0].side

    @property
    def times(self) -> int:
        """How often a hold is repeated."""
        return self.phases[-1].repetition

    @property
    def hold(self) -> int:
        return self.phases[0].seconds

    @property
    def release(self) -> int:
        return self.phases[1].seconds

    @property
    def rest(self) -> int:
        """In muscle relaxation: how long to feel the difference after letting go."""
        return next((phase.seconds for phase in self.phases if phase.kind is PhaseKind.REST), 0)

    @property
    def seconds(self) -> int:
        return sum(phase.seconds for phase in self.phases)


def runs(one_after_the_other: Iterable[Phase]) -> list[Run]:
    found: list[list[Phase]] = []
    for phase in one_after_the_other:
        if phase.begins_run:
            found.append([])
        found[-1].append(phase)
    return [Run(tuple(each)) for each in found]


@dataclass(frozen=True)
class Station:
    """One exercise of a session with its phases, getting ready for it first."""

    item: PlanItem
    number: int
    #: What of its stop rule the other exercises of the plan do not say.
    own_stop_rule: str = ""
    #: All of it but the emergencies, its own first.
    stop_sentences: tuple[str, ...] = ()

    @property
    def exercise(self) -> Exercise:
        return self.item.exercise

    @property
    def dose(self) -> Dose:
        return self.item.dose

    @cached_property
    def phases(self) -> list[Phase]:
        return [Phase(PhaseKind.READY, SECONDS_TO_CHANGE_OVER), *with_changes(phases(self.dose))]

    @property
    def ready(self) -> Run:
        return Run((self.phases[0],))

    @property
    def one_round(self) -> list[Run]:
        """What is done in one set, with the rest after it; all sets are alike."""
        work = runs(self.phases[1:])
        return list(
            takewhile(lambda run: run.phases[0].set == 1 or run.kind is PhaseKind.CHANGE, work)
        )

    @property
    def stop_line(self) -> str:
        """The first sentence of the stop rule, and further ones as long as they are short."""
        line, *others = self.stop_sentences or [""]
        for sentence in others:
            if len(line) + len(sentence) >= LONGEST_STOP_LINE:
                break
            line = f"{line} {sentence}"
        return line

    @property
    def script(self) -> dict[str, Any]:
        """What the timer needs to know; every word it shows stands in the page."""
        return {
            "key": self.exercise.key,
            "sets": self.dose.sets,
            "repetitions": self.dose.repetitions,
            "byMuscleGroup": self.dose.rests_after_each_hold,
            "poses": poses(self.exercise),
            "phases": [(p.kind, p.seconds, p.set, p.side, p.repetition) for p in self.phases],
        }


def poses(exercise: Exercise) -> dict[str, list[int]]:
    """Return which of the drawings fit a phase where it is not the first; two take turns."""
    if exercise.picture_id or not has_figure(exercise.figure):
        return {}
    names = [pose.name for pose in FIGURES[exercise.figure].poses]
    work = [number for number, name in enumerate(names) if name != "start"] or [0]
    # A cat's back and a cow's take turns; most movements lead away from the start and back to it.
    moving = work if len(work) > 1 else [*work, 0]
    found = {PhaseKind.HOLD: work[:1], PhaseKind.MOVE: moving}
    if exercise.dose.rests_after_each_hold:
        found |= {PhaseKind.RELEASE: work[-1:], PhaseKind.REST: work[-1:]}
    return {kind.value: numbers for kind, numbers in found.items()}


def stations(plan: Plan) -> list[Station]:
    """Return the exercises of a plan as they are trained, with their steps."""
    exercises = [item.exercise for item in plan.items]
    prefetch_related_objects(exercises, "steps")
    own, rules = StopRules.of(exercises).own, stop_sentences(exercises, AT_WORK)
    return [
        Station(item, number, own[item.exercise.key], tuple(rules[item.exercise.key]))
        for number, item in enumerate(plan.items, start=1)
    ]
