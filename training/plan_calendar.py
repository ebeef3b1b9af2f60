"""The sessions of a plan as a calendar file that any calendar can read."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from icalendar import Alarm, Calendar, Event, vRecur

from exercises import wording
from training.plan import Plan

#: Where the portal's readers live; a session stays at its hour when the clocks change.
BERLIN = ZoneInfo("Europe/Berlin")
DAYS = {
    "mo": _("Monday"),
    "tu": _("Tuesday"),
    "we": _("Wednesday"),
    "th": _("Thursday"),
    "fr": _("Friday"),
    "sa": _("Saturday"),
    "su": _("Sunday"),
}
MOST_WEEKS = 26
#: A start further away than this is a slip of the pen.
MOST_DAYS_AHEAD = 366
REMIND_BEFORE = dt.timedelta(minutes=10)


class CalendarForm(forms.Form):
    """On which days, at which hour and for how many weeks somebody wants to train."""

    days = forms.MultipleChoiceField(
        label=_("On which days?"),
        choices=list(DAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=["mo", "we", "fr"],
        error_messages={"required": _("Choose at least one day.")},
    )
    time = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        initial="18:00",
    )
    start = forms.DateField(
        label=_("From which day?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=_("Leave it empty to begin tomorrow."),
    )
    weeks = forms.IntegerField(
        label=_("For how many weeks?"), min_value=1, max_value=MOST_WEEKS, initial=6
    )

    @property
    def single_fields(self) -> list[forms.BoundField]:
        """The fields of one value each, below the days."""
        return [self["time"], self["start"], self["weeks"]]

    @property
    def faults(self) -> list[tuple[str, forms.BoundField]]:
        """What is wrong, each with the id of the input to put it right in."""
        wrong = [self[name] for name in self.errors]
        return [(field.id_for_label or f"{field.auto_id}_0", field) for field in wrong]

    def clean_start(self) -> dt.date:
        today = timezone.localdate()
        start = self.cleaned_data["start"] or today + dt.timedelta(days=1)
        if not today <= start <= today + dt.timedelta(days=MOST_DAYS_AHEAD):
            raise forms.ValidationError(_("Choose a day from today on, within one year."))
        return start


def plan_calendar(plan: Plan, wish: dict[str, Any], *, address: str) -> bytes:
    """Return a calendar file with one repeated event; `wish` is what a valid form holds.

    The clock time is that of Berlin, also across the change to summer or winter time.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Ruecken in Balance//Plan//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(training(plan, wish, address=address))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def training(plan: Plan, wish: dict[str, Any], *, address: str) -> Event:
    start = dt.datetime.combine(first_day(wish["start"], wish["days"]), wish["time"], BERLIN)
    event = Event()
    event.add("summary", gettext("Back exercises (about %(minutes)s minutes)") % vars_of(plan))
    event.add("description", description(plan, address=address))
    event.add("url", address)
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=plan.minutes))
    event.add("dtstamp", dt.datetime.now(dt.UTC))
    event.add("uid", uid(plan, wish))
    event.add("rrule", rule(wish))
    event.add_component(reminder())
    return event


def rule(wish: dict[str, Any]) -> vRecur:
    days = [day.upper() for day in DAYS if day in wish["days"]]
    return vRecur(freq="weekly", byday=days, count=len(days) * wish["weeks"])


def reminder() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", gettext("Time for your back exercises"))
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm


def first_day(start: dt.date, days: list[str]) -> dt.date:
    """Return the first of the chosen weekdays from `start` on."""
    wanted = {list(DAYS).index(day) for day in days}
    ahead = (start + dt.timedelta(days=number) for number in range(7))
    return next(day for day in ahead if day.weekday() in wanted)


def description(plan: Plan, *, address: str) -> str:
    doses = [(item.exercise.title, wording.dose_words(item.dose)) for item in plan.items]
    lines = [f"{title}: {wording.plain(dose)}" for title, dose in doses]
    stop = gettext("Stop when an exercise hurts more than 5 out of 10, or in a sharp or new way.")
    return "\n".join([*lines, "", stop, address])


def vars_of(plan: Plan) -> dict[str, int]:
    return {"minutes": plan.minutes}


def uid(plan: Plan, wish: dict[str, Any]) -> str:
    """The same wish gives the same event, so that a second import does not double it."""
    told = f"{plan.code} {sorted(wish['days'])} {wish['time']} {wish['start']} {wish['weeks']}"
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@ruecken-in-balance"
