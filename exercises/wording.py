"""Doses in words, each sentence translated whole."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.dose import Dose
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
    """Return the whole dose, for example "hold 5 to 10 seconds, 5 times, each side, 2 rounds"."""
    return ", ".join(part for part in (hold(dose), times(dose), sides(dose), rounds(dose)) if part)


def hold(dose: Dose) -> str:
    if dose.hold_from is None:
        return ""
    return _("hold for %(seconds)s seconds") % {"seconds": span(dose.hold_from, dose.hold_to)}


def times(dose: Dose) -> str:
    if dose.repetitions == 1 and dose.sets > 1:
        return ""
    low, high = dose.repetitions_from, dose.repetitions_to
    if high and high != low:
        return unbroken(_("%(low)s to %(high)s times") % {"low": low, "high": high})
    return unbroken(ngettext("%(count)s time", "%(count)s times", low) % {"count": low})


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
    low, high = exercise.times_per_week_from, exercise.times_per_week_to
    if low == 7:
        return _("every day")
    return ngettext("%(days)s day a week", "%(days)s days a week", high or low) % {
        "days": span(low, high)
    }
