"""Doses in words, each sentence translated whole."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.dose import MINUTES_FROM, Dose
from exercises.models import Exercise

NO_BREAK = "\u00a0"
#: After a hyphen, where no letter of its own keeps a line from breaking.
WORD_JOINER = "\u2060"


def span(low: int, high: int | None) -> str:
    """Return "5" or "5 to 10", in words because voices leave out a dash; it never breaks across two lines."""
    if not high or high == low:
        return str(low)
    return unbroken(_("%(low)s to %(high)s") % {"low": low, "high": high})


def unbroken(text: str) -> str:
    """Return "5 to 10 times" or "5-mal" so that it stays on one line."""
    return text.replace(" ", NO_BREAK).replace("-", f"-{WORD_JOINER}")


def plain(text: str) -> str:
    """Return text without what only keeps lines from breaking."""
    return text.replace(NO_BREAK, " ").replace(WORD_JOINER, "")


def dose_words(dose: Dose) -> str:
    """Return the whole dose, for example "hold for 5 seconds, 5 times, each side, 2 rounds"."""
    return ", ".join(part for part in (hold(dose), times(dose), sides(dose), rounds(dose)) if part)


def hold(dose: Dose) -> str:
    if dose.hold is None:
        return ""
    if dose.is_time:
        return duration(dose.hold)
    if dose.is_hold:
        text = ngettext("hold for %(count)s second", "hold for %(count)s seconds", dose.hold)
    else:
        text = ngettext(
            "slowly, %(count)s second each time", "slowly, %(count)s seconds each time", dose.hold
        )
    return text % {"count": dose.hold}


def duration(seconds: int) -> str:
    """Return a stretch of time in minutes where it is long and even, else in seconds."""
    if seconds >= MINUTES_FROM and not seconds % 60:
        minutes = seconds // 60
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}


def times(dose: Dose) -> str:
    if dose.repetitions == 1 and (dose.sets > 1 or dose.is_time):
        return ""
    number = dose.repetitions
    return unbroken(ngettext("%(count)s time", "%(count)s times", number) % {"count": number})


def sides(dose: Dose) -> str:
    return _("each side") if dose.per_side else ""


def rounds(dose: Dose) -> str:
    if dose.by_muscle_group:
        return ngettext(
            "%(groups)s muscle group", "%(groups)s muscle groups one after the other", dose.sets
        ) % {"groups": dose.sets}
    if dose.sets == 1:
        return ""
    return ngettext("%(sets)s round", "%(sets)s rounds", dose.sets) % {"sets": dose.sets}


def rest_words(dose: Dose) -> str:
    """Return the rest between rounds, nothing where there is one round only."""
    if dose.sets == 1 or not dose.rest:
        return ""
    if dose.by_muscle_group:
        return _("let go for %(seconds)s seconds after each muscle group") % {"seconds": dose.rest}
    return _("%(seconds)s seconds between rounds") % {"seconds": dose.rest}


def frequency_words(exercise: Exercise) -> str:
    """Return on how many days a week, and how often a day where that is more than once."""
    days, a_day = days_words(exercise), times_a_day_words(exercise)
    return f"{days}, {a_day}" if a_day else days


def days_words(exercise: Exercise) -> str:
    low, high = exercise.days_per_week_from, exercise.days_per_week_to
    if low == 7:
        return _("every day")
    return ngettext("%(days)s day a week", "%(days)s days a week", high or low) % {
        "days": span(low, high)
    }


def times_a_day_words(exercise: Exercise) -> str:
    low, high = exercise.times_per_day_from, exercise.times_per_day_to
    if (high or low) == 1:
        return ""
    return unbroken(_("%(times)s times a day") % {"times": plain(span(low, high))})
