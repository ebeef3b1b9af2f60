import json
import re

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from exercises.dose import MOST_REPETITIONS, MOST_SECONDS_HELD, MOST_SETS, Dose, Form
from exercises.models import Exercise
from tests.factories import ExerciseFactory, WarningSignsFactory
from training.plan import Plan, PlanItem
from training.stations import (
    SECONDS_TO_CHANGE_SIDES,
    Phase,
    PhaseKind,
    Station,
    phases,
    runs,
    stations,
)
from training.wording import run_words, side_words

WORK = (PhaseKind.HOLD, PhaseKind.MOVE, PhaseKind.TIME)
doses = st.builds(
    Dose,
    form=st.sampled_from(Form),
    sets=st.integers(1, MOST_SETS),
    repetitions=st.integers(1, MOST_REPETITIONS),
    hold=st.none() | st.integers(1, MOST_SECONDS_HELD),
    rest=st.integers(0, 600),
    per_side=st.booleans(),
    by_muscle_group=st.booleans(),
)


def station(dose: Dose, **given) -> Station:
    return Station(PlanItem(Exercise(**given), dose), 1)


def one_round(dose: Dose) -> list[str]:
    """One round of the exercise as the page tells it in English."""
    with translation.override("en"):
        return [
            f"{side_words(run)}: {run_words(run, dose)}".removeprefix(": ")
            for run in station(dose).one_round
        ]


def training(client, *exercises, path="/plan/training/"):
    return client.get(path, {"e": ",".join(e.key for e in exercises)})


# --- Seconds and their words ---------------------------------------------------------------------


@given(doses)
def test_the_phases_take_just_the_seconds_of_the_dose(dose):
    assert sum(phase.seconds for phase in phases(dose)) == dose.seconds


@given(doses)
def test_every_side_of_every_set_gets_all_its_repetitions(dose):
    sides = (1, 2) if dose.per_side else (0,)
    work = [run for run in runs(phases(dose)) if run.kind in WORK]

    assert [(run.phases[0].set, run.side) for run in work] == [
        (number, side) for number in range(1, dose.sets + 1) for side in sides
    ]
    assert {run.times for run in work if run.kind is PhaseKind.HOLD} <= {dose.repetitions}
    assert {run.seconds for run in work if run.kind is not PhaseKind.HOLD} <= {
        dose.seconds_each * dose.repetitions
    }


@given(doses)
def test_getting_ready_and_changing_sides_come_on_top_of_the_dose(dose):
    trained = station(dose).phases

    assert trained[0] == Phase(PhaseKind.READY, 30)
    added = [phase for phase in trained[1:] if phase.kind is PhaseKind.CHANGE]
    assert [phase for phase in trained[1:] if phase not in added] == phases(dose)
    assert {phase.seconds for phase in added} <= {SECONDS_TO_CHANGE_SIDES}


def test_sides_are_changed_between_the_sides_and_not_after_a_rest():
    dose = Dose(form=Form.HOLD, sets=2, hold=5, rest=30, per_side=True)

    assert [phase.kind.value for phase in station(dose).phases] == [
        "ready", "hold", "release", "change", "hold", "release",
        "rest", "hold", "release", "change", "hold", "release",
    ]  # fmt: skip


def test_repetitions_of_a_hold_are_summed_up():
    dose = Dose(form=Form.HOLD, sets=2, repetitions=5, hold=8, rest=30, per_side=True)

    assert one_round(dose) == [
        "First side: 5 times: hold for 8 seconds, let go for 3 seconds",
        "Change sides: 10 seconds",
        "Second side: 5 times: hold for 8 seconds, let go for 3 seconds",
        "Rest between rounds: 30 seconds",
    ]


def test_a_movement_says_how_long_all_of_it_takes():
    assert one_round(Dose(repetitions=12)) == ["12 times, slowly: 48 seconds"]
    assert one_round(Dose(form=Form.MOBILISE, repetitions=4, hold=3)) == [
        "4 times, slowly: 24 seconds"
    ]


def test_what_goes_by_the_clock_says_its_time_alone():
    assert one_round(Dose(form=Form.TIME, hold=600)) == ["10 minutes"]
    assert [phase.kind.value for phase in station(Dose(form=Form.TIME, hold=600)).phases] == [
        "ready",
        "time",
    ]


def test_relaxation_speaks_of_tensing_and_letting_go():
    dose = Dose(form=Form.HOLD, sets=10, hold=7, rest=30, by_muscle_group=True)

    assert one_round(dose) == [
        "1 time: tense for 7 seconds, let go for 3 seconds, feel the difference for 30 seconds"
    ]


@pytest.mark.django_db
def test_the_stop_line_takes_further_sentences_only_while_they_are_short():
    long = (
        "Hören Sie auf, wenn der Schmerz ins Bein zieht, wenn es kribbelt oder taub wird, sofort."
    )
    short = "Hören Sie auf, wenn es sticht. Oder wenn Ihnen schwindlig wird."

    def line(rule):
        exercise = ExerciseFactory(stop_rule_de=rule)
        return stations(Plan((PlanItem(exercise),)))[0].stop_line

    assert line(f"{long} {long}") == long
    assert line(f"{short} {long}") == short
    assert line("") == ""


@pytest.mark.parametrize(
    ("figure", "kind", "fitting"),
    [
        ("bird-dog", "isometric", {"hold": [1], "move": [1, 0]}),
        ("cat-cow", "stretching", {"hold": [1], "move": [1, 2]}),
        ("muscle-relaxation", "relaxation", {"hold": [1], "release": [2], "rest": [2]}),
        ("", "isometric", {}),
    ],
)
def test_each_phase_has_the_drawing_that_fits(figure, kind, fitting):
    dose = Dose(form=Form.HOLD, hold=5, by_muscle_group=kind == "relaxation")

    poses = station(dose, figure=figure, kind=kind, form="hold", start_hold=5).script["poses"]

    assert fitting.items() <= poses.items()
    assert bool(poses) == bool(fitting)


# --- The page ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_empty_plan_leads_to_where_plans_begin(client):
    response = client.get("/plan/training/?e=nobody-knows-it")

    assert response.status_code == 200
    assert response.templates[0].name == "training/plan.html"


@pytest.mark.django_db
def test_the_page_says_the_numbers_of_the_plans_dose(client):
    exercise = ExerciseFactory(translated=True, isometric=True, per_side=True, rest_seconds=45)

    response = client.get("/en/plan/training/", {"e": f"{exercise.key}:3x4x9s"})

    page = re.sub(r"\s+", " ", response.content.decode())
    assert "3 rounds, each:" in page
    assert page.count("4 times: hold for 9 seconds, let go for 3 seconds") == 2
    assert "Rest between rounds: 45 seconds" in page
    assert "Get ready: 30 seconds" in page


@pytest.mark.django_db
def test_the_timer_is_given_the_phases_of_the_page(client):
    response = training(client, ExerciseFactory(isometric=True), ExerciseFactory())

    found = re.search(
        r'<script id="trainer-stations"[^>]*>(.*?)</script>', response.content.decode()
    )
    assert found
    given_phases = [one["phases"] for one in json.loads(found[1])]
    assert given_phases == [
        [[p.kind.value, p.seconds, p.set, p.side, p.repetition] for p in one.phases]
        for one in response.context["stations"]
    ]


@pytest.mark.django_db
def test_the_page_shows_all_that_is_needed_to_train_without_a_script(client):
    WarningSignsFactory()
    exercise = ExerciseFactory(steps=["Setzen Sie sich.", "Stehen Sie auf."])

    page = training(client, exercise).content.decode()

    order = [
        "<h1>",
        "warning-signs",
        'id="stop"',
        'id="pain-light"',
        f'id="exercise-{exercise.key}"',
    ]
    places = [
        page.index(part) for part in [*order, "Setzen Sie sich.", "Stehen Sie auf.", 'id="after"']
    ]
    assert places == sorted(places)
    assert exercise.breathing in page
    assert exercise.stop_rule in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.django_db
def test_what_several_exercises_say_about_stopping_is_said_once(client):
    both, own = "Rufen Sie Hilfe bei Ohnmacht.", ["Legen Sie sich hin.", "Halt, wenn es sticht."]
    one, two = (ExerciseFactory(stop_rule_de=f"{rule} {both}") for rule in own)

    response = training(client, one, two)

    assert [station.own_stop_rule for station in response.context["stations"]] == own
    assert response.content.decode().count(f"<li>{both}</li>") == 1


@pytest.mark.django_db
def test_the_end_leads_to_the_rating_of_each_exercise_and_back_to_the_plan(client):
    exercises = [ExerciseFactory(), ExerciseFactory()]

    response = training(client, *exercises)

    page = response.content.decode()
    for exercise in exercises:
        assert f'href="{exercise.get_absolute_url()}#rating"' in page
        assert 'id="rating"' in client.get(exercise.get_absolute_url()).content.decode()
    assert f'href="{response.context["plan"].url}"' in page


@pytest.mark.django_db
def test_what_the_address_names_in_vain_is_told(client):
    exercise = ExerciseFactory()

    response = client.get("/plan/training/", {"e": f"nobody-knows-it,{exercise.key}"})

    assert "nobody-knows-it" in response.content.decode()
    assert len(response.context["stations"]) == 1


@pytest.mark.django_db
def test_drafts_are_not_trained(client):
    draft = ExerciseFactory(draft=True, title_de="Noch nicht fertig")

    response = training(client, ExerciseFactory(), draft)

    assert len(response.context["stations"]) == 1
    assert draft.title not in response.content.decode()


@pytest.mark.django_db
def test_a_long_session_asks_no_more_of_the_database_than_a_short_one(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    exercises = ExerciseFactory.create_batch(6)
    with django_assert_max_num_queries(10) as short:
        training(client, *exercises[:1])

    with django_assert_num_queries(len(short)):
        training(client, *exercises)


@pytest.mark.django_db
def test_steps_keep_their_order(db):
    exercise = ExerciseFactory(steps=["Eins.", "Zwei.", "Drei."])
    plan = Plan.from_query({"e": exercise.key})

    (found,) = stations(plan)

    assert [step.text for step in found.exercise.steps.all()] == ["Eins.", "Zwei.", "Drei."]
    assert reverse("training:train") in plan.training_url
