"""What a programme promises, and which of its exercises would break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from exercises.cautions import Caution
from exercises.models import Equipment, Exercise, Position


@dataclass(frozen=True)
class Promise:
    """Where, with what, how hard and for whom a programme is; what is empty promises nothing."""

    positions: tuple[Position, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    without: tuple[Caution, ...] = ()
    most_level: int | None = None

    @classmethod
    def of(
        cls,
        *,
        positions: Iterable[Position],
        equipment: Iterable[Equipment],
        without: Iterable[Caution],
        most_level: int | None,
    ) -> Self:
        return cls(tuple(positions), tuple(equipment), tuple(without), most_level)

    def broken_by(self, exercise: Exercise, place: Position | None) -> Iterator[str]:
        """Say in the editor's language what of an exercise the promise does not allow."""
        possible = list(exercise.positions.all())
        if place and place not in possible:
            yield _("“%(exercise)s” is not done there: %(place)s.") % told(exercise, place)
        wrong = [each for each in [place] if each] or possible
        if self.positions and not set(wrong) & set(self.positions):
            yield _("The programme promises other positions than “%(exercise)s” has.") % told(
                exercise
            )
        needed = [kit for kit in exercise.equipment.all() if kit not in self.equipment]
        if self.equipment and needed:
            yield _("“%(exercise)s” needs what the programme does not promise: %(what)s.") % told(
                exercise, what=names(needed)
            )
        codes = {caution.code for caution in self.without}
        careful = [caution for caution in exercise.cautions if caution.code in codes]
        if careful:
            yield _(
                "“%(exercise)s” needs care with %(what)s, which the programme leaves out."
            ) % told(exercise, what=names(careful))
        if self.most_level and exercise.level > self.most_level:
            yield _("“%(exercise)s” is harder than the programme promises.") % told(exercise)


def told(exercise: Exercise, place: Position | None = None, what: str = "") -> dict[str, str]:
    return {"exercise": exercise.title, "place": place.name if place else "", "what": what}


def names(things: Iterable[Equipment | Caution]) -> str:
    return ", ".join(thing.name for thing in things)
