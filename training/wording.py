"""Sessions in words, each sentence translated whole."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.dose import Dose
from exercises.wording import duration, span
from training.stations import PhaseKind, Run


def side_words(run: Run) -> str:
    """Return which side it is, nothing where there is only one or the sides are being changed."""
    if run.kind is PhaseKind.CHANGE:
        return ""
    return {1: _("First side"), 2: _("Second side")}.get(run.side, "")


def run_words(run: Run, dose: Dose) -> str:
    """Return what is done in one run of a session and how long, repetitions summed up."""
    if run.kind is PhaseKind.MOVE:
        return ngettext(
            "%(count)s time, slowly: %(seconds)s seconds",
            "%(count)s times, slowly: %(seconds)s seconds",
            dose.repetitions,
        ) % {"count": dose.repetitions, "seconds": run.seconds}
    if run.kind is PhaseKind.TIME:
        return duration(run.seconds)
    if run.kind is PhaseKind.HOLD:
        return hold_words(run, by_muscle_group=dose.by_muscle_group)
    between = {
        PhaseKind.READY: _("Get ready: %(seconds)s seconds"),
        PhaseKind.CHANGE: _("Change sides: %(seconds)s seconds"),
        PhaseKind.REST: _("Rest between rounds: %(seconds)s seconds"),
    }
    return between[run.kind] % {"seconds": run.seconds}


def hold_words(run: Run, *, by_muscle_group: bool) -> str:
    numbers = {"count": run.times, "hold": run.hold, "release": run.release, "rest": run.rest}
    if not by_muscle_group:
        words = ngettext(
            "%(count)s time: hold for %(hold)s seconds, let go for %(release)s seconds",
            "%(count)s times: hold for %(hold)s seconds, let go for %(release)s seconds",
            run.times,
        )
    elif run.rest:
        words = ngettext(
            "%(count)s time: tense for %(hold)s seconds, let go for %(release)s seconds, feel the difference for %(rest)s seconds",
            "%(count)s times: tense for %(hold)s seconds, let go for %(release)s seconds, feel the difference for %(rest)s seconds",
            run.times,
        )
    else:
        words = ngettext(
            "%(count)s time: tense for %(hold)s seconds, let go for %(release)s seconds",
            "%(count)s times: tense for %(hold)s seconds, let go for %(release)s seconds",
            run.times,
        )
    return words % numbers


def sessions_words(sessions: int) -> str:
    """Return how often to train in a week of a programme."""
    return ngettext("%(sessions)s session a week", "%(sessions)s sessions a week", sessions) % {
        "sessions": sessions
    }


def session_minutes_words(shortest: int, longest: int) -> str:
    return ngettext(
        "about %(minutes)s minute a session", "about %(minutes)s minutes a session", longest
    ) % {"minutes": span(shortest, longest)}
