"""Programmes and their weeks: what each page shows, where it leads, and what it leaves out."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from exercises.wording import plain
from tests.factories import (
    CautionFactory,
    ExerciseFactory,
    ProgrammeFactory,
    SessionExerciseFactory,
    SessionFactory,
    WarningSignsFactory,
    WeekFactory,
)
from tests.sitemap import sitemap_text
from training.models import Programme, Week
from training.week_page import WeekPage

pytestmark = pytest.mark.django_db

TRANSLATED = {"title_en": "Getting started", "focus_en": "Begin gently."}


def week(programme=None, *, number=1, exercises=(), **given):
    """A week with one session of these exercises; a dose beside one is the session's own."""
    programme = programme or ProgrammeFactory(translated=True)
    week = WeekFactory(programme=programme, number=number, **given)
    session = SessionFactory(week=week, number=1, title_de=f"Einheit der Woche {number}")
    for given_one in exercises:
        exercise, dose = given_one if isinstance(given_one, tuple) else (given_one, {})
        SessionExerciseFactory(session=session, exercise=exercise, **dose)
    return week


def page_of(week):
    programme = Programme.objects.for_page().get(pk=week.programme.pk)
    return WeekPage.of(programme, week.number)


def main_of(response):
    return re.search(r"<main.*</main>", response.text, re.S)[0]


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("de", "/programme/{0.slug_de}/woche-3/"),
        ("en", "/en/programmes/{0.slug_en}/week-3/"),
        ("de-simple", "/de-simple/programme/{0.slug_de_simple}/woche-3/"),
    ],
)
def test_a_week_has_an_address_in_every_language(client, language, address):
    third = week(number=3)

    with translation.override(language):
        assert third.get_absolute_url() == address.format(third.programme)
    assert client.get(address.format(third.programme)).status_code == 200


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "1x", "-1"])
def test_a_week_that_does_not_exist_is_not_found(client, number):
    address = week(number=1).get_absolute_url()

    assert client.get(address.replace("-1/", f"-{number}/")).status_code == 404


def test_weeks_of_a_draft_are_not_found(client):
    hidden = week(ProgrammeFactory(draft=True))

    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert hidden.get_absolute_url() not in sitemap_text(lambda path: client.get(path).text)


@pytest.mark.parametrize("wrong", [("-1/", "-01/"), ("{0.slug_en}", "{0.slug_de}")])
def test_every_week_has_one_address_only(client, wrong):
    one = week(**TRANSLATED)
    with translation.override("en"):
        right = one.get_absolute_url()
    old, new = (part.format(one.programme) for part in wrong)

    response = client.get(right.replace(old, new))

    assert response.status_code == 301
    assert response.url == right


def test_the_language_switch_stays_on_the_week(client):
    one = week(number=2, **TRANSLATED)

    text = client.get(one.get_absolute_url()).text

    english = f"/en/programmes/{one.programme.slug_en}/week-2/"
    assert f'href="{english}" hreflang="en"' in text
    assert f'hreflang="en" href="http://testserver{english}"' in text
    assert f'rel="canonical" href="http://testserver{one.get_absolute_url()}"' in text


def test_a_week_without_translation_says_so_and_marks_the_german_text(client):
    one = week(title_de="Nur deutsch", title_en="")
    with translation.override("en"):
        response = client.get(one.get_absolute_url())

    assert '<html lang="en"' in response.text
    assert '<article class="week" lang="de" dir="ltr">' in response.text
    assert 'hreflang="en"' not in response.text.partition("</head>")[0]


def test_the_sitemap_lists_weeks_in_the_languages_their_programme_is_there_in(client):
    programme, half = ProgrammeFactory(translated=True), ProgrammeFactory(translated=True)
    written, german = week(programme, **TRANSLATED), week(half, number=2, title_en="")

    text = sitemap_text(lambda path: client.get(path).text)

    assert f"<loc>http://testserver{written.get_absolute_url()}</loc>" in text
    assert f"<loc>http://testserver{german.get_absolute_url()}</loc>" in text
    assert f"/en/programmes/{programme.slug_en}/week-1/" in text
    assert f"/en/programmes/{half.slug_en}/week-2/" not in text


# --- The programme -------------------------------------------------------------------------------


def test_a_programme_lists_its_weeks_with_focus_and_minutes(client):
    programme = ProgrammeFactory()
    exercise = ExerciseFactory(title_de="Käfer")
    one = week(programme, exercises=[exercise], focus_de="Langsam beginnen.")
    session = SessionFactory(week=one, number=2)
    SessionExerciseFactory.create_batch(2, session=session, exercise=exercise)

    response = client.get(programme.get_absolute_url())

    assert f'<a href="{one.get_absolute_url()}">{one.title}</a>' in response.text
    assert "Langsam beginnen." in response.text
    assert "etwa 3\u00a0bis\u00a05 Minuten je Einheit" in response.text
    assert "Käfer" not in main_of(response)


def test_a_programme_without_weeks_has_no_list_of_them(client):
    assert 'id="weeks"' not in client.get(ProgrammeFactory().get_absolute_url()).text


# --- The week ------------------------------------------------------------------------------------


def test_a_week_shows_each_exercise_with_drawing_dose_and_minutes(client):
    exercise = ExerciseFactory(title_de="Käfer", figure="dead-bug")
    one = week(exercises=[(exercise, {"repetitions": 9})])

    text = client.get(one.get_absolute_url()).text

    entry = re.search(r'<li class="exercise-entry".*?</li>', text, re.S)[0]
    assert "<svg" in entry
    assert f'<a href="{exercise.get_absolute_url()}">Käfer</a>' in entry
    assert "9-mal, 2 Durchgänge" in plain(entry)
    assert "etwa 2 Minuten" in entry


def test_a_session_can_be_trained_and_taken_into_the_plan(client):
    first, second = ExerciseFactory(key="erste"), ExerciseFactory(key="zweite", isometric=True)
    one = week(exercises=[(first, {"repetitions": 9, "sets": 3}), second])

    text = client.get(one.get_absolute_url()).text

    for address in ("plan/training/", "plan/"):
        assert f'href="/{address}?e=erste:3x9,zweite" rel="nofollow"' in text


def test_warning_signs_stand_before_the_first_exercise_and_stop_rules_below(client):
    WarningSignsFactory()
    one = week(exercises=[ExerciseFactory()])

    text = client.get(one.get_absolute_url()).text

    order = ('id="warning-signs"', 'class="exercise-entry"', 'id="stop"', 'id="pain-light"')
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_week_leads_to_the_weeks_around_it_and_back_to_its_programme(client):
    programme = ProgrammeFactory(how_to_de="Langsam.")
    before, one, after = (week(programme, number=number) for number in (1, 2, 4))

    texts = [client.get(each.get_absolute_url()).text for each in (before, one, after)]

    assert f'rel="prev" href="{before.get_absolute_url()}"' in texts[1]
    assert f'rel="next" href="{after.get_absolute_url()}"' in texts[1]
    assert 'rel="prev"' not in texts[0]
    assert 'rel="next"' not in texts[2]
    for part in ("", "#not-for", "#how-to", "#rating"):
        assert f'href="{programme.get_absolute_url()}{part}"' in texts[1]
    assert 'class="rating' not in texts[1]
    for part in ("not-for", "how-to", "rating"):
        assert f'id="{part}"' in client.get(programme.get_absolute_url()).text


def test_an_exercise_that_is_not_published_is_left_out_everywhere(client):
    shown = ExerciseFactory(key="sichtbar")
    hidden = ExerciseFactory(
        draft=True, key="verborgen", title_de="Verborgenes", stop_rule_de="Verborgenes halten."
    )
    one = week(exercises=[shown, hidden])
    SessionExerciseFactory(session=SessionFactory(week=one, number=2), exercise=hidden)

    text = client.get(one.get_absolute_url()).text

    assert "erborgen" not in text
    assert page_of(one).minutes == [3, 3]
    assert [session.session.number for session in page_of(one).sessions] == [1]


def test_a_week_of_which_nothing_can_be_seen_still_has_a_page(client):
    programme = ProgrammeFactory()
    one = week(programme, exercises=[ExerciseFactory(draft=True)])

    assert one.focus in client.get(one.get_absolute_url()).text
    assert one.focus in client.get(programme.get_absolute_url()).text


def test_a_week_says_what_is_new_and_what_has_another_dose():
    programme = ProgrammeFactory()
    same, changed, new = ExerciseFactory.create_batch(3)
    week(programme, exercises=[same, (changed, {"repetitions": 8})])
    second = week(programme, number=2, exercises=[same, (changed, {"repetitions": 10}), new])

    page = page_of(second)

    assert [(each.exercise, each.is_new) for each in page.changes] == [
        (changed, False),
        (new, True),
    ]
    assert page.changes[0].before.repetitions == 8
    assert page.telling.exercise == new


def test_what_comes_back_after_a_pause_is_not_new():
    programme = ProgrammeFactory()
    exercise, other = ExerciseFactory.create_batch(2)
    week(programme, exercises=[exercise])
    week(programme, number=2, exercises=[other])
    third = week(programme, number=3, exercises=[exercise])

    assert page_of(third).changes == []


def test_in_the_first_week_nothing_is_marked_as_new(client):
    one = week(exercises=[ExerciseFactory()])

    assert "week-mark" not in client.get(one.get_absolute_url()).text


@pytest.mark.parametrize("number", [1, 4])
def test_a_week_costs_the_same_queries_whatever_its_length(
    client, django_assert_num_queries, number
):
    WarningSignsFactory()
    programme = ProgrammeFactory()
    for place in range(1, number + 1):
        one = week(programme, number=place, exercises=ExerciseFactory.create_batch(number))

    with django_assert_num_queries(11):
        client.get(one.get_absolute_url())
    with django_assert_num_queries(10):
        client.get(programme.get_absolute_url())


def test_only_a_published_week_is_linked_from_the_admin(admin_client):
    shown, hidden = week(), week(ProgrammeFactory(draft=True))

    for each, is_linked in ((shown, True), (hidden, False)):
        form = admin_client.get(f"/admin/training/week/{each.pk}/change/").text
        assert (f'href="{each.get_absolute_url()}"' in form) is is_linked


def test_published_weeks_are_those_of_published_programmes():
    shown = week()
    week(ProgrammeFactory(draft=True))

    assert list(Week.objects.published()) == [shown]


def test_what_several_exercises_of_a_week_say_is_told_once(client):
    exercises = [
        ExerciseFactory(title_de=title, stop_rule_de=f"{rule} Rufen Sie Hilfe bei Ohnmacht.")
        for title, rule in (("Käfer", "Halt."), ("Brücke", "Knie?"), ("Wandsitz", "Halt."))
    ]
    one = week(exercises=exercises)

    text = " ".join(client.get(one.get_absolute_url()).text.split())

    assert "<strong>Brücke:</strong> Knie?</li>" in text
    assert text.count("<li>Halt.</li>") == 1
    assert text.count("Rufen Sie Hilfe bei Ohnmacht.") == 1


def test_the_list_tells_how_long_a_programme_goes_on_and_what_a_session_takes(client):
    programme = ProgrammeFactory(for_whom_de="Für alle, die wenig Zeit haben.")
    for number in (1, 2):
        week(programme, number=number, exercises=[ExerciseFactory(figure="glute-bridge")])
    ProgrammeFactory(title_de="Noch ohne Wochen")

    page = client.get("/programme/").content.decode()

    assert "2 Wochen" in page
    assert "1 Einheit in der Woche" in page
    assert "Für alle, die wenig Zeit haben." in page
    assert page.count('class="programme-entry__drawing"') == 1
    assert "Noch ohne Wochen" in page


def test_the_number_of_queries_of_the_list_does_not_grow(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/programme/")
        return len(captured)

    week(exercises=[ExerciseFactory(figure="glute-bridge")])
    few = queries()
    for number in (1, 2, 3):
        week(number=number, exercises=[ExerciseFactory(figure="bird-dog"), ExerciseFactory()])

    assert queries() == few


def test_a_programme_says_who_needs_care_and_for_which_exercise(client):
    caution = CautionFactory(
        code="G", name_de="Schwangerschaft", text_de="Nicht lange flach liegen."
    )
    careful = ExerciseFactory(title_de="Brücke", cautions=[caution])
    session = SessionFactory()
    for exercise in (careful, ExerciseFactory(title_de="Gehen")):
        SessionExerciseFactory(session=session, exercise=exercise)

    text = client.get(session.week.programme.get_absolute_url()).text

    care = text[text.index('<dl class="cautions">') :].partition("</dl>")[0]
    assert "Schwangerschaft" in care
    assert "Nicht lange flach liegen." in care
    assert "Brücke" in care
    assert "Gehen" not in care
