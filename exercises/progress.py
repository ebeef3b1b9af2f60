"""When to move up or down a ladder: by what one can see or feel, the same for all exercises of a kind."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from exercises.dose import Form
from exercises.models import Exercise


class Progress(NamedTuple):
    """What to see before the next rung, and what says that this one is too much.

    Professional convention, close to the rules of Garber 2011 (doi 10.1249/MSS.0b013e318213fefb)
    and the pain rule of Thomeé 1997; not tested as such.
    """

    up: object
    down: object


STRENGTH = Progress(
    _(
        "You reach the goal in two sessions in a row, with clean form and 2 to 3 more in reserve. The pain stays at 3 out of 10 or less and is as usual the next morning."
    ),
    _(
        "You do not manage the start cleanly, the pain is 4 or more, or there is more of it the next morning: twice in a row. Then do fewer, move less far, or take the easier exercise."
    ),
)
HOLD = Progress(
    _(
        "You hold the goal with a calm breath and could talk, without trembling at the end, in two sessions in a row."
    ),
    _(
        "You cannot hold the start with a calm breath, the pain is 4 or more, or there is more of it the next morning: twice in a row."
    ),
)
STRETCH = Progress(
    _(
        "In six sessions you feel a pull of 2 out of 10 at most at the goal, and it is gone as soon as you let go. Going further is not a must."
    ),
    _("The pull is 3 out of 10 or more, it is sharp, or it tingles. Then stretch less far."),
)
MOBILISE = Progress(
    _(
        "On three days you move smoothly through the same range at the goal, and nothing hurts more the next morning."
    ),
    _(
        "It hurts more the next morning. Then move less far and half as often; if that happens twice, leave it out for a week."
    ),
)
BALANCE = Progress(
    _("On three days you reach the goal on both sides without touching anything."),
    _(
        "You have to hold on more than twice in 10 seconds, or you are afraid. Then rest one hand and stand wider."
    ),
)
ENDURANCE = Progress(
    _(
        "You have kept to these minutes for two weeks, could speak in full sentences, and the pain was as usual the next morning."
    ),
    _("The pain is 4 or more, your legs grow heavy, or it is not as usual the next morning."),
)
RELAXATION = Progress(
    _("There is no goal to reach. Go on longer only if it does you good."),
    _("You grow restless or dizzy, or a muscle cramps. Then open your eyes, move, and do less."),
)
BY_KIND = {
    Exercise.Kind.RELAXATION: RELAXATION,
    Exercise.Kind.BALANCE: BALANCE,
    Exercise.Kind.ENDURANCE: ENDURANCE,
}


def progress_of(exercise: Exercise) -> Progress:
    """What says of an exercise that it is time for the next rung, or for the one before."""
    if exercise.kind in BY_KIND:
        return BY_KIND[Exercise.Kind(exercise.kind)]
    if exercise.form == Form.MOBILISE:
        return MOBILISE
    if exercise.kind == Exercise.Kind.STRETCHING:
        return STRETCH
    return HOLD if exercise.form == Form.HOLD else STRENGTH
