"""What stands below the drawings of an exercise."""

import pytest

from exercises.templatetags.exercise_tags import poses_of
from tests.factories import ExerciseFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("figure", "form", "labels"),
    [
        ("side-plank", "hold", ["Ausgangsstellung", "Halten"]),
        ("dead-bug", "reps", ["Ausgangsstellung", "Endstellung"]),
        ("trunk-rotation", "mobilise", ["Ausgangsstellung", "Hin"]),
        ("cat-cow", "mobilise", ["Ausgangsstellung", "Rücken rund", "Rücken lang"]),
    ],
)
def test_a_label_says_what_is_held_or_which_way_it_goes(figure, form, labels):
    exercise = ExerciseFactory(figure=figure, form=form, start_hold=5, goal_hold=5)

    assert [pose["label"] for pose in poses_of(exercise)] == labels
