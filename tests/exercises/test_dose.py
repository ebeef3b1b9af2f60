import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from exercises.dose import Dose
from exercises.models import Exercise
from exercises.wording import dose_words, frequency_words, plain, rest_words
from tests.factories import ExerciseFactory


def test_a_hold_takes_its_seconds_on_both_sides_in_every_round():
    dose = Dose(sets=2, repetitions_from=5, hold_from=5, hold_to=7, rest=30, per_side=True)

    assert dose.seconds == (7 + 3) * 5 * 2 * 2 + 30


def test_a_movement_takes_four_seconds_each_time():
    dose = Dose(sets=3, repetitions_from=8, repetitions_to=12, rest=60)

    assert dose.seconds == 12 * 4 * 3 + 2 * 60
    assert dose.minutes == 5


def test_the_shortest_exercise_still_takes_a_minute():
    assert Dose(repetitions_from=1).minutes == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "5 bis 10 Sekunden halten, 5-mal, jede Seite, 2 Durchgänge"),
        ("en", "hold for 5 to 10 seconds, 5 times, each side, 2 rounds"),
        ("de-simple", "5 bis 10 Sekunden halten, 5 Mal, jede Seite, 2 Runden"),
    ],
)
def test_the_dose_is_told_in_the_readers_language(language, words):
    dose = Dose(sets=2, repetitions_from=5, hold_from=5, hold_to=10, per_side=True)

    with translation.override(language):
        assert plain(dose_words(dose)) == words


def test_relaxation_counts_muscle_groups_not_rounds():
    dose = Dose(sets=10, repetitions_from=1, hold_from=5, hold_to=7, rest=30, by_muscle_group=True)

    with translation.override("en"):
        assert (
            plain(dose_words(dose))
            == "hold for 5 to 7 seconds, 10 muscle groups one after the other"
        )
        assert rest_words(dose) == "let go for 30 seconds after each muscle group"


def test_one_long_hold_a_round_counts_rounds_only():
    dose = Dose(sets=3, repetitions_from=1, hold_from=10, hold_to=30)

    with translation.override("en"):
        assert plain(dose_words(dose)) == "hold for 10 to 30 seconds, 3 rounds"


def test_rest_is_not_mentioned_when_there_is_one_round_only():
    assert rest_words(Dose(sets=1, rest=60)) == ""


def test_frequency_names_the_range_of_days():
    exercise = Exercise(times_per_week_from=2, times_per_week_to=3)

    with translation.override("en"):
        assert plain(frequency_words(exercise)) == "2 to 3 days a week"


@pytest.mark.django_db
def test_saving_an_exercise_keeps_its_duration_in_step_with_its_dose():
    exercise = ExerciseFactory(sets=1, repetitions_from=10, repetitions_to=None)

    exercise.repetitions_from = 20
    exercise.save(update_fields=["repetitions_from"])

    exercise.refresh_from_db()
    assert exercise.duration_seconds == 80


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"repetitions_from": 9, "repetitions_to": 8}, "repetitions_in_order"),
        ({"hold_seconds_from": 10, "hold_seconds_to": 5}, "hold_in_order"),
        ({"kind": "isometric", "hold_seconds_from": None}, "isometric_has_hold"),
        ({"level": 4}, "level_1_to_3"),
        ({"sets": 0}, "sets_positive"),
        ({"times_per_week_from": 8}, "per_week_in_order"),
    ],
)
def test_the_database_refuses_an_impossible_dose(values, constraint):
    exercise = ExerciseFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Exercise.objects.filter(pk=exercise.pk).update(**values)
