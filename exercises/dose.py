"""How much of an exercise: sets, repetitions, holds and rests, and the time they take."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: Seconds one slow repetition without a hold takes: about two up and two down.
SECONDS_PER_REPETITION = 4
#: Seconds to let go and get ready between two holds.
SECONDS_BETWEEN_HOLDS = 3
#: Seconds to get ready for the next exercise of a session.
SECONDS_TO_CHANGE_OVER = 30

MOST_SETS = 10
MOST_REPETITIONS = 60
MOST_SECONDS_HELD = 300
#: A walk, for example.
MOST_SECONDS_GOING = 3600
#: From here on a time is told in minutes.
MINUTES_FROM = 120


class Form(TextChoices):
    """How an exercise runs, which is what the timer says and the drawings are labelled by."""

    HOLD = "hold", _("Hold")
    REPETITIONS = "reps", _("Repetitions")
    MOBILISE = "mobilise", _("To and fro without a stop")
    TIME = "time", _("By the clock")


@dataclass(frozen=True, kw_only=True)
class Dose:
    """One portion of an exercise; all times in seconds.

    `hold` is how long one hold, one slow movement to and fro, or all of it by the clock lasts.
    """

    #: The limits, for a form that asks the dose for them.
    MOST_SETS: ClassVar[int] = MOST_SETS
    MOST_REPETITIONS: ClassVar[int] = MOST_REPETITIONS

    form: Form = Form.REPETITIONS
    sets: int = 1
    repetitions: int = 1
    hold: int | None = None
    rest: int = 0
    per_side: bool = False
    #: In muscle relaxation a set is one muscle group; resting is letting go after each tensing.
    by_muscle_group: bool = False

    def changed(
        self, *, sets: int | None = None, repetitions: int | None = None, hold: int | None = None
    ) -> Self:
        """Return the dose with other numbers; seconds only where it has some."""
        return replace(
            self,
            sets=sets or self.sets,
            repetitions=repetitions or self.repetitions,
            hold=(hold or self.hold) if self.has_seconds else None,
        )

    def is_within(self, least: Dose, most: Dose) -> bool:
        """Whether no number is smaller than the one dose's or larger than the other's."""
        numbers = [(dose.sets, dose.repetitions, dose.hold or 0) for dose in (least, self, most)]
        return all(low <= own <= high for low, own, high in zip(*numbers, strict=True))

    @property
    def has_seconds(self) -> bool:
        return self.hold is not None

    @property
    def is_hold(self) -> bool:
        return self.form == Form.HOLD and self.has_seconds

    @property
    def is_time(self) -> bool:
        return self.form == Form.TIME

    @property
    def most_seconds(self) -> int:
        return MOST_SECONDS_GOING if self.is_time else MOST_SECONDS_HELD

    @property
    def seconds_each(self) -> int:
        """The time of one repetition, with getting ready for the next."""
        if self.hold is None:
            return SECONDS_PER_REPETITION
        return self.hold if self.is_time else self.hold + SECONDS_BETWEEN_HOLDS

    @property
    def seconds(self) -> int:
        """The time all of it takes, rests included."""
        return self.seconds_each * self.total_repetitions + self.rest * self.rests

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
