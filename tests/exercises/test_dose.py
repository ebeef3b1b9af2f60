import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from exercises.dose import Dose, Form
from exercises.models import Exercise
from exercises.wording import dose_words, frequency_words, plain, rest_words
from tests.factories import ExerciseFactory


def test_a_hold_takes_its_seconds_on_both_sides_in_every_round():
    dose = Dose(form=Form.HOLD, sets=2, repetitions=5, hold=7, rest=30, per_side=True)

    assert dose.seconds == (7 + 3) * 5 * 2 * 2 + 30


def test_a_movement_takes_four_seconds_each_time():
    dose = Dose(sets=3, repetitions=12, rest=60)

    assert dose.seconds == 12 * 4 * 3 + 2 * 60
    assert dose.minutes == 5


def test_a_time_by_the_clock_takes_just_that_time():
    assert Dose(form=Form.TIME, hold=600).minutes == 10


def test_the_shortest_exercise_still_takes_a_minute():
    assert Dose(repetitions=1).minutes == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "5 Sekunden halten, 5-mal, jede Seite, 2 Durchgänge"),
        ("en", "hold for 5 seconds, 5 times, each side, 2 rounds"),
        ("de-simple", "5 Sekunden halten, 5 Mal, jede Seite, 2 Runden"),
    ],
)
def test_the_dose_is_told_in_the_readers_language(language, words):
    dose = Dose(form=Form.HOLD, sets=2, repetitions=5, hold=5, per_side=True)

    with translation.override(language):
        assert plain(dose_words(dose)) == words


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(form=Form.TIME, hold=600), "10 minutes"),
        (Dose(form=Form.TIME, hold=90, sets=2), "90 seconds, 2 rounds"),
        (Dose(form=Form.MOBILISE, hold=3, repetitions=4), "slowly, 3 seconds each time, 4 times"),
        (Dose(form=Form.MOBILISE, repetitions=6), "6 times"),
        (Dose(form=Form.HOLD, hold=10, sets=3), "hold for 10 seconds, 3 rounds"),
    ],
)
def test_each_form_is_told_as_it_runs(dose, words):
    with translation.override("en"):
        assert plain(dose_words(dose)) == words


def test_relaxation_counts_muscle_groups_not_rounds():
    dose = Dose(form=Form.HOLD, sets=10, hold=5, rest=30, by_muscle_group=True)

    with translation.override("en"):
        assert plain(dose_words(dose)) == (
            "hold for 5 seconds, 10 muscle groups one after the other"
        )
        assert rest_words(dose) == "let go for 30 seconds after each muscle group"


def test_rest_is_not_mentioned_when_there_is_one_round_only():
    assert rest_words(Dose(sets=1, rest=60)) == ""


@pytest.mark.parametrize(
    ("often", "words"),
    [
        ({"days_per_week_from": 2, "days_per_week_to": 3}, "2 to 3 days a week"),
        ({"days_per_week_from": 7, "times_per_day_to": 3}, "every day, 1 to 3 times a day"),
    ],
)
def test_frequency_names_days_a_week_and_times_a_day(often, words):
    with translation.override("en"):
        assert plain(frequency_words(Exercise(**often))) == words


@pytest.mark.django_db
def test_saving_an_exercise_keeps_its_duration_in_step_with_its_start():
    exercise = ExerciseFactory(start_sets=1, start_repetitions=10, goal_repetitions=20)

    exercise.start_repetitions = 20
    exercise.save(update_fields=["start_repetitions"])

    exercise.refresh_from_db()
    assert exercise.duration_seconds == 80


@pytest.mark.django_db
def test_everybody_begins_with_the_start_and_may_grow_to_the_goal():
    exercise = ExerciseFactory(
        form="hold",
        start_sets=1,
        start_hold=10,
        goal_sets=3,
        goal_hold=30,
        start_repetitions=2,
        goal_repetitions=2,
    )

    assert (exercise.dose.sets, exercise.dose.repetitions, exercise.dose.hold) == (1, 2, 10)
    assert (exercise.goal.sets, exercise.goal.repetitions, exercise.goal.hold) == (3, 2, 30)
    assert exercise.dose.is_within(exercise.dose, exercise.goal)
    assert not exercise.dose.changed(hold=31).is_within(exercise.dose, exercise.goal)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"start_repetitions": 13}, "start_at_most_goal"),
        ({"start_sets": 3}, "start_at_most_goal"),
        ({"start_hold": 10, "goal_hold": 5}, "start_at_most_goal"),
        ({"start_hold": 10}, "(seconds_in_both_or_none|start_at_most_goal)"),
        ({"form": "hold"}, "form_has_seconds"),
        ({"kind": "isometric"}, "isometric_is_a_hold"),
        ({"level": 4}, "level_1_to_3"),
        ({"start_sets": 0}, "start_positive"),
        ({"days_per_week_from": 8}, "days_in_order"),
        ({"times_per_day_from": 3, "times_per_day_to": 2}, "times_a_day_in_order"),
        ({"rung": 1}, "rung_with_ladder"),
    ],
)
def test_the_database_refuses_an_impossible_dose(values, constraint):
    exercise = ExerciseFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Exercise.objects.filter(pk=exercise.pk).update(**values)
