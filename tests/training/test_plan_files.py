"""What a plan can be taken away as: a calendar file, a PDF."""

import datetime as dt
import shutil
import subprocess
import sys
from ctypes.util import find_library
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.factories import ExerciseFactory
from training.plan import Plan
from training.plan_calendar import CalendarForm, plan_calendar

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
needs_pango = pytest.mark.skipif(not find_library("pangoft2-1.0"), reason="Pango is not there")


@pytest.fixture
def bridge():
    return ExerciseFactory(key="glute-bridge", title_de="Beckenheben", start_sets=3, goal_sets=3)


def event_of(body: bytes):
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    return event


def sessions(event) -> list[dt.datetime]:
    """The dates of a weekly event, counted by hand."""
    start, rule = event.decoded("dtstart"), event["rrule"]
    days = {WEEKDAYS[day] for day in rule["byday"]}
    ahead = (start + dt.timedelta(days=number) for number in range(400))
    return [day for day in ahead if day.weekday() in days][: rule["count"][0]]


def wish(**changes):
    return {
        "days": ["mo", "we", "fr"],
        "time": dt.time(18, 30),
        "start": dt.date(2027, 3, 23),
        "weeks": 2,
        **changes,
    }


def test_sessions_keep_their_hour_in_berlin_when_the_clocks_change(bridge):
    plan = Plan.from_query({"e": "glute-bridge"})

    event = event_of(plan_calendar(plan, wish(), address="https://example.org/plan/"))

    found = sessions(event)
    assert [day.date().isoformat() for day in found] == [
        "2027-03-24",
        "2027-03-26",
        "2027-03-29",
        "2027-03-31",
        "2027-04-02",
        "2027-04-05",
    ]
    assert {day.time() for day in found} == {dt.time(18, 30)}
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    # The clocks go forward on 28 March 2027: the same hour is another one in Greenwich.
    greenwich = [day.replace(tzinfo=BERLIN).astimezone(dt.UTC).hour for day in found]
    assert greenwich == [17, 17, 16, 16, 16, 16]


def test_the_file_brings_the_rules_of_its_time_zone(bridge):
    plan = Plan.from_query({"e": "glute-bridge"})

    calendar = Calendar.from_ical(plan_calendar(plan, wish(), address="https://example.org/"))

    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Berlin"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


def test_the_event_says_what_to_do_reminds_and_leads_back(bridge):
    plan = Plan.from_query({"e": "glute-bridge:2x9"})

    event = event_of(plan_calendar(plan, wish(), address="https://example.org/plan/?e=x"))

    assert "Beckenheben" in event["description"]
    assert "https://example.org/plan/?e=x" in event["description"]
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(minutes=plan.minutes)
    assert [alarm["action"] for alarm in event.walk("VALARM")] == ["DISPLAY"]


def test_the_same_wish_is_the_same_event(bridge):
    plan = Plan.from_query({"e": "glute-bridge"})
    files = [plan_calendar(plan, wish(weeks=weeks), address="x") for weeks in (2, 2, 3)]

    first, again, other = (event_of(body)["uid"] for body in files)

    assert first == again != other


def test_the_calendar_is_a_download_without_a_cookie(client, bridge):
    response = client.get(
        "/plan/kalender/?e=glute-bridge&days=tu&days=sa&time=07:05&start=&weeks=3"
    )

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    assert not response.cookies
    event = event_of(response.content)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert tomorrow <= event.decoded("dtstart").date() < tomorrow + dt.timedelta(days=7)
    assert len(sessions(event)) == 6


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("days", {"days": []}),
        ("days", {"days": ["monday"]}),
        ("time", {"time": "25:99"}),
        ("start", {"start": "1999-01-01"}),
        ("start", {"start": "9999-12-31"}),
        ("start", {"start": "tomorrow"}),
        ("weeks", {"weeks": "0"}),
        ("weeks", {"weeks": "1e9"}),
    ],
)
def test_a_wrong_wish_is_answered_beside_its_field_and_nothing_is_lost(
    client, bridge, field, wrong
):
    values = {"days": ["mo"], "time": "18:00", "start": "", "weeks": "6"}

    response = client.get("/plan/kalender/", {"e": "glute-bridge", **values, **wrong})

    assert response.status_code == 400
    assert list(response.context["page"].calendar.errors) == [field]
    assert 'class="field__error"' in response.text
    assert "Beckenheben" in response.text


@pytest.mark.parametrize("path", ["kalender", "pdf"])
def test_an_empty_plan_gives_no_file(client, path):
    response = client.get(f"/plan/{path}/?e=nothing&days=mo&time=18:00&weeks=6")

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")


def test_the_form_fills_in_three_days_that_do_not_touch():
    days = [list(WEEKDAYS).index(day.upper()) for day in CalendarForm()["days"].initial]

    assert days == [0, 2, 4]


@needs_pango
def test_the_pdf_is_one_tagged_sheet_with_every_stop_rule(client, bridge):
    other = ExerciseFactory(
        key="other", title_de="Wandsitz", stop_rule_de="Hören Sie auf, wenn das Knie sticht."
    )

    response = client.get("/plan/pdf/?e=glute-bridge,other")

    assert response["Content-Type"] == "application/pdf"
    told, facts = read(response.content)
    assert "Pages:           1" in facts
    assert "Tagged:          yes" in facts
    for text in ("Beckenheben", "Wandsitz", bridge.stop_rule, other.stop_rule):
        assert text in told


def read(body: bytes) -> tuple[str, str]:
    """Return the words of a PDF and what pdfinfo says of it."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not there")
    told = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
    facts = subprocess.run(["pdfinfo", "-"], input=body, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split()), facts.stdout.decode()


def test_without_the_library_the_page_says_how_to_make_a_pdf(client, bridge, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    response = client.get("/plan/pdf/?e=glute-bridge")

    assert response.status_code == 501
    assert 'href="/plan/?e=glute-bridge"' in response.text
