"""How much of an exercise: sets, repetitions, holds and rests, and the time they take."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

#: Seconds one slow repetition without a hold takes: about two up and two down.
SECONDS_PER_REPETITION = 4
#: Seconds to let go and get ready between two holds.
SECONDS_BETWEEN_HOLDS = 3
#: Seconds to get ready for the next exercise of a session.
SECONDS_TO_CHANGE_OVER = 30

MOST_SETS = 10
MOST_REPETITIONS = 60
MOST_SECONDS_HELD = 300


@dataclass(frozen=True, kw_only=True)
class Dose:
    """One person's portion of an exercise; all times in seconds.

    Source of the ranges used in the shipped content: Garber 2011 (ACSM),
    doi 10.1249/MSS.0b013e318213fefb.
    """

    #: The limits, for a form that asks the dose for them.
    MOST_SETS: ClassVar[int] = MOST_SETS
    MOST_REPETITIONS: ClassVar[int] = MOST_REPETITIONS
    MOST_SECONDS_HELD: ClassVar[int] = MOST_SECONDS_HELD

    sets: int = 1
    repetitions_from: int = 1
    repetitions_to: int | None = None
    hold_from: int | None = None
    hold_to: int | None = None
    rest: int = 0
    per_side: bool = False
    #: In muscle relaxation a set is one muscle group; resting is letting go after each tensing.
    by_muscle_group: bool = False

    def changed(
        self, *, sets: int | None = None, repetitions: int | None = None, hold: int | None = None
    ) -> Self:
        """Return the dose with exact numbers in place of its own; a hold only where there is one."""
        return replace(
            self,
            sets=sets or self.sets,
            repetitions_from=repetitions or self.repetitions_from,
            repetitions_to=None if repetitions else self.repetitions_to,
            hold_from=(hold or self.hold_from) if self.is_hold else None,
            hold_to=None if hold else self.hold_to,
        )

    @property
    def is_hold(self) -> bool:
        return self.hold_from is not None

    @property
    def repetitions(self) -> int:
        """The larger number of repetitions: plan time for the whole dose."""
        return self.repetitions_to or self.repetitions_from

    @property
    def hold(self) -> int:
        return self.hold_to or self.hold_from or 0

    @property
    def seconds(self) -> int:
        """The time the largest dose takes, rests included."""
        once = self.hold + SECONDS_BETWEEN_HOLDS if self.is_hold else SECONDS_PER_REPETITION
        return once * self.total_repetitions + self.rest * self.rests

    @property
    def total_repetitions(self) -> int:
        return self.sets * self.repetitions * (2 if self.per_side else 1)

    @property
    def rests(self) -> int:
        """How often to rest: between sets; in muscle relaxation after each tensing but the last."""
        return (self.total_repetitions if self.rests_after_each_hold else self.sets) - 1

    @property
    def rests_after_each_hold(self) -> bool:
        return self.by_muscle_group and self.is_hold

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.seconds / 60))


def session_minutes(doses: Iterable[Dose]) -> int:
    """Return the minutes all doses take one after the other, changing over included."""
    return math.ceil(sum(dose.seconds + SECONDS_TO_CHANGE_OVER for dose in doses) / 60)
