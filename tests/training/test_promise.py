"""A programme keeps what it promises: at its form, at its rows, and in the gate."""

import pytest
from django.contrib.admin import site
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.test import RequestFactory

from quality.checks import RULES, Content, Page
from tests.factories import (
    CautionFactory,
    EquipmentFactory,
    ExerciseFactory,
    PositionFactory,
    ProgrammeFactory,
    SessionExerciseFactory,
    SessionFactory,
    WeekFactory,
)
from training.admin import ProgrammeAdmin
from training.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(most_level=1)


@pytest.fixture
def session(programme):
    return SessionFactory(week=WeekFactory(programme=programme))


def refused(session, exercise, **given):
    with pytest.raises(ValidationError) as error:
        SessionExerciseFactory(session=session, exercise=exercise, **given)
    return str(error.value)


def test_an_exercise_in_another_position_is_refused(programme, session):
    chair, floor = PositionFactory(), PositionFactory(on_floor=True)
    programme.positions.add(chair)

    SessionExerciseFactory(session=session, exercise=ExerciseFactory(positions=[chair, floor]))
    assert "Position" in refused(session, ExerciseFactory(positions=[floor]))


def test_a_place_has_to_be_the_exercises_own_and_promised(programme, session):
    chair, bed, floor = PositionFactory(), PositionFactory(), PositionFactory()
    programme.positions.set([chair, bed])
    exercise = ExerciseFactory(positions=[chair, floor])

    SessionExerciseFactory(session=session, exercise=exercise, place=chair)
    assert exercise.title in refused(session, exercise, place=bed)
    assert exercise.title in refused(session, exercise, place=floor)


def test_kit_level_and_cautions_are_kept_to(programme, session):
    mat, band = EquipmentFactory(), EquipmentFactory(name_de="Band")
    pregnancy = CautionFactory(code="S", name_de="Schwangerschaft")
    programme.equipment.add(mat)
    programme.without.add(pregnancy)

    assert "Band" in refused(session, ExerciseFactory(equipment=[band]))
    assert "Schwangerschaft" in refused(session, ExerciseFactory(cautions=[pregnancy]))
    assert "schwerer" in refused(session, ExerciseFactory(level=2))
    SessionExerciseFactory(session=session, exercise=ExerciseFactory(equipment=[mat]))


def test_a_programme_that_promises_nothing_takes_everything():
    session = SessionFactory()

    SessionExerciseFactory(session=session, exercise=ExerciseFactory(level=3))


def findings(rule, programme):
    return [finding.what for finding in RULES[rule](Content([Page(programme)]))]


def test_the_gate_finds_a_session_that_takes_longer_and_a_dose_out_of_range(programme, session):
    programme.most_minutes = 1
    programme.save()
    SessionExerciseFactory(session=session, exercise=ExerciseFactory(), sets=9)

    assert "instead of 1" in findings("programme-promise", programme)[0]
    assert "out of its range" in findings("programme-dose", programme)[0]


def test_a_promise_that_is_already_broken_cannot_be_made(admin_user, programme, session):
    exercise = ExerciseFactory(level=1, positions=[PositionFactory()])
    SessionExerciseFactory(session=session, exercise=exercise)
    chair = PositionFactory()
    request = RequestFactory().get("/")
    request.user = admin_user
    form = ProgrammeAdmin(Programme, site).get_form(request)
    data = model_to_dict(programme) | {"positions": [chair.pk]}

    bound = form(data, instance=programme)

    assert exercise.title in str(bound.errors)
