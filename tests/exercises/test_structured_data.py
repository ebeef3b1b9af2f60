"""What pages of exercises tell machines is what they show, and no more."""

import json
import re

import pytest
from django.utils import timezone, translation

from exercises.wording import plain
from tests.factories import (
    ExerciseFactory,
    PersonFactory,
    ProgrammeFactory,
    SessionExerciseFactory,
    SessionFactory,
    StepFactory,
    WeekFactory,
)

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
SITE = "http://testserver"
#: Claims that no page makes, or only once somebody has reviewed it.
NEVER = ("aggregateRating", "contraindication", "author", "lastReviewed", "reviewedBy")


def data_of(client, path):
    """Return what a page tells machines, and what of its body stands to be read."""
    text = client.get(path).text
    block = next(each for each in BLOCK.findall(text) if "BreadcrumbList" not in each)
    body = re.sub(r"<[^>]*>", " ", text.partition("<body>")[2])
    return json.loads(block), " ".join(plain(body).split())


@pytest.fixture
def bird_dog():
    return ExerciseFactory(
        title_de="Vierfüßler",
        lead_de="Hält den Rumpf ruhig.",
        isometric=True,
        start_sets=3,
        goal_sets=3,
        per_side=True,
        rest_seconds=45,
        steps=["Knien Sie sich hin.", "Heben Sie ein Bein."],
    )


def test_an_exercise_says_what_its_page_shows(client, bird_dog):
    data, shown = data_of(client, bird_dog.get_absolute_url())

    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "ExercisePlan"
    assert data["url"] == SITE + bird_dog.get_absolute_url()
    assert data["inLanguage"] == "de"
    assert data["dateModified"] == bird_dog.content_updated_at.isoformat()
    assert (data["name"], data["description"]) == ("Vierfüßler", "Hält den Rumpf ruhig.")
    told = [data[name] for name in ("name", "description", "exerciseType", "intensity")]
    told += [data["activityFrequency"], data["restPeriods"], *data["additionalVariable"]]
    assert [text for text in told if text not in shown] == []
    assert ", ".join(data["additionalVariable"][1:]) == "jede Seite, 3 Durchgänge"
    assert not [name for name in NEVER if name in data]


def test_the_dose_is_the_one_on_the_page(client, bird_dog):
    data, shown = data_of(client, bird_dog.get_absolute_url())

    assert data["repetitions"] == 5
    assert "5-mal" in shown
    assert data["activityDuration"] == f"PT{bird_dog.minutes}M"
    assert f"etwa {bird_dog.minutes} Minuten" in shown


def test_one_round_needs_no_rest(client):
    exercise = ExerciseFactory(start_sets=1, start_repetitions=8)

    data, _shown = data_of(client, exercise.get_absolute_url())

    assert data["repetitions"] == 8
    assert "restPeriods" not in data
    assert "additionalVariable" not in data


def test_repetitions_the_page_does_not_name_are_not_told(client):
    exercise = ExerciseFactory(isometric=True, start_sets=3, goal_sets=3, start_repetitions=1)

    assert "repetitions" not in data_of(client, exercise.get_absolute_url())[0]


def test_steps_are_told_in_their_order(client, bird_dog):
    data, shown = data_of(client, bird_dog.get_absolute_url())

    steps = data["hasPart"]["step"]
    assert data["hasPart"]["@type"] == "HowTo"
    assert [(step["position"], step["text"]) for step in steps] == [
        (1, "Knien Sie sich hin."),
        (2, "Heben Sie ein Bein."),
    ]
    assert all(step["text"] in shown for step in steps)


def test_the_language_is_the_one_really_shown(client):
    german = ExerciseFactory()
    translated = ExerciseFactory(translated=True, steps=[])
    StepFactory(exercise=translated, text_en="Stand up.", ordering=1)
    half = ExerciseFactory(translated=True, steps=[])
    StepFactory(exercise=half, text_de="Setzen Sie sich.", text_en="")
    with translation.override("en"):
        addresses = [each.get_absolute_url() for each in (german, translated, half)]

    german_data, data, half_data = (data_of(client, address)[0] for address in addresses)

    assert german_data["inLanguage"] == "de"
    assert data["inLanguage"] == "en"
    assert [step["inLanguage"] for step in data["hasPart"]["step"]] == ["en"]
    assert half_data["inLanguage"] == "de"
    assert [step["inLanguage"] for step in half_data["hasPart"]["step"]] == ["de"]


def test_people_and_review_are_told_once_there_are_any(client):
    today = timezone.localdate()
    exercise = ExerciseFactory(
        authors=[PersonFactory(name="Ada Autorin")],
        clinical_reviewers=[PersonFactory(name="Rita Rat", clinician=True)],
        reviewed_on=today,
    )

    data, shown = data_of(client, exercise.get_absolute_url())

    page = data["mainEntityOfPage"]
    assert [person["name"] for person in data["author"]] == ["Ada Autorin"]
    assert page["lastReviewed"] == today.isoformat()
    assert page["reviewedBy"] == [
        {"@type": "Person", "name": "Rita Rat", "jobTitle": "Physiotherapie"}
    ]
    assert "Rita Rat, Physiotherapie" in shown


def test_no_text_can_end_the_block_or_begin_another(client):
    title = "</script><script>alert(1)</script> & <!-- \u2028"
    exercise = ExerciseFactory(title_de=title, slug_de="sicher")

    response = client.get(exercise.get_absolute_url())

    block = next(each for each in BLOCK.findall(response.text) if "BreadcrumbList" not in each)
    assert not re.search("[<>&\u2028]", block)
    assert json.loads(block)["name"] == exercise.title


@pytest.fixture
def week():
    """A week in which an exercise is done twice, and one that nobody may see."""
    week = WeekFactory(
        programme=ProgrammeFactory(), number=1, title_de="Kennenlernen", focus_de="Ruhig beginnen."
    )
    exercise = ExerciseFactory(title_de="Aufstehen", rest_seconds=60)
    hidden = ExerciseFactory(draft=True, title_de="Verborgenes")
    for number, repetitions in ((1, 8), (2, 10)):
        session = SessionFactory(week=week, number=number, title_de=f"Tag {number}")
        SessionExerciseFactory(session=session, exercise=exercise, repetitions=repetitions)
        SessionExerciseFactory(session=session, exercise=hidden)
    return week


def test_a_programme_has_its_weeks_as_parts(client, week):
    programme = week.programme

    data, shown = data_of(client, programme.get_absolute_url())

    (part,) = data["hasPart"]
    assert data["@type"] == part["@type"] == "ExercisePlan"
    assert (data["name"], data["description"]) == (programme.title, programme.lead)
    assert (part["name"], part["description"], part["position"]) == (
        "Kennenlernen",
        "Ruhig beginnen.",
        1,
    )
    assert part["url"] == SITE + week.get_absolute_url()
    assert part["activityFrequency"] == "2 Einheiten in der Woche"
    assert part["activityFrequency"] in shown
    assert not [name for name in NEVER if name in data]


def test_a_week_tells_the_doses_of_its_sessions(client, week):
    data, shown = data_of(client, week.get_absolute_url())

    assert data["isPartOf"]["url"] == SITE + week.programme.get_absolute_url()
    assert [session["name"] for session in data["hasPart"]] == ["Tag 1", "Tag 2"]
    assert [session["activityDuration"] for session in data["hasPart"]] == ["PT3M", "PT3M"]
    assert shown.count("etwa 3 Minuten") >= 2
    exercises = [exercise for session in data["hasPart"] for exercise in session["hasPart"]]
    assert [(each["name"], each["repetitions"]) for each in exercises] == [
        ("Aufstehen", 8),
        ("Aufstehen", 10),
    ]
    assert "8-mal, 2 Durchgänge" in shown
    assert {each["restPeriods"] for each in exercises} == {"60 Sekunden zwischen den Durchgängen"}
    assert "60 Sekunden zwischen den Durchgängen" in shown
    assert "Verborgenes" not in str(data)
