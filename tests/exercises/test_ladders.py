"""An exercise leads to its neighbours on the ladder, and says when it is time for them."""

import pytest
from django.core.exceptions import ValidationError

from exercises.models import Exercise
from exercises.progress import BALANCE, HOLD, MOBILISE, RELAXATION, STRENGTH, STRETCH, progress_of
from tests.factories import ExerciseFactory, LadderFactory

pytestmark = pytest.mark.django_db


def neighbours(exercise):
    found = Exercise.objects.for_page().get(pk=exercise.pk)
    return [found.easier, found.harder]


def test_the_neighbours_are_the_next_visible_rungs():
    ladder = LadderFactory()
    first, hidden, third, fourth = (
        ExerciseFactory(ladder=ladder, rung=rung, draft=rung == 2) for rung in (1, 2, 3, 4)
    )

    assert neighbours(third) == [first, fourth]
    assert neighbours(first) == [None, third]
    assert neighbours(fourth) == [third, None]
    assert neighbours(hidden) == [first, third]


def test_rungs_of_another_strand_are_no_neighbours():
    ladder = LadderFactory()
    squeeze, fall_out, stretch = (
        ExerciseFactory(ladder=ladder, rung=rung, strand=min(rung, 2)) for rung in (1, 2, 3)
    )

    assert neighbours(squeeze) == [None, None]
    assert neighbours(fall_out) == [None, stretch]


def test_an_exercise_without_a_ladder_has_no_neighbours():
    assert neighbours(ExerciseFactory()) == [None, None]


def test_a_rung_is_taken_once():
    ladder = LadderFactory()
    ExerciseFactory(ladder=ladder, rung=1)

    with pytest.raises(ValidationError, match=r"rung|Stufe"):
        ExerciseFactory(ladder=ladder, rung=1)


@pytest.mark.parametrize(
    ("kind", "form", "progress"),
    [
        ("strengthening", "reps", STRENGTH),
        ("isometric", "hold", HOLD),
        ("strengthening", "hold", HOLD),
        ("stretching", "hold", STRETCH),
        ("stretching", "mobilise", MOBILISE),
        ("balance", "time", BALANCE),
        ("relaxation", "hold", RELAXATION),
    ],
)
def test_when_to_move_follows_from_kind_and_form(kind, form, progress):
    assert progress_of(Exercise(kind=kind, form=form)) == progress


def test_the_page_says_the_start_the_goal_and_both_neighbours(client):
    ladder = LadderFactory()
    easier, exercise, harder = (
        ExerciseFactory(ladder=ladder, rung=rung, start_sets=1, goal_sets=3) for rung in (1, 2, 3)
    )

    page = client.get(exercise.get_absolute_url()).text

    assert page.index("8-") < page.index("3 Durchgänge")
    for neighbour in (easier, harder):
        assert neighbour.get_absolute_url() in page
