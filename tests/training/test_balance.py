"""The look at a plan's muscle pairs."""

import pytest

from exercises.models import MusclePair
from tests.factories import ExerciseFactory, MuscleFactory, MusclePairFactory
from training.balance import Lack, hints
from training.plan import Plan, PlanItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def front():
    return MuscleFactory(key="quadriceps")


@pytest.fixture
def back():
    return MuscleFactory(key="hamstrings")


@pytest.fixture
def pair(front, back):
    return MusclePairFactory(
        first=front,
        second=back,
        isometric=ExerciseFactory(isometric=True, agonists=[front]),
        stretching=ExerciseFactory(stretching=True, agonists=[front]),
        strengthening=ExerciseFactory(agonists=[back]),
    )


def hints_for(*exercises):
    plan = Plan(tuple(PlanItem(exercise) for exercise in exercises))
    return hints(plan, MusclePair.objects.published().for_balance())


def test_stretching_alone_is_told_with_what_would_strengthen(pair):
    (hint,) = hints_for(pair.stretching)

    assert (hint.lack, hint.pair, hint.suggestion) == (
        Lack.ONLY_STRETCHED,
        pair,
        pair.strengthening,
    )


def test_one_idle_opponent_is_told_with_what_would_use_it(pair):
    (hint,) = hints_for(pair.isometric)

    assert (hint.lack, hint.suggestion) == (Lack.ONE_SIDED, pair.strengthening)


def test_a_plan_for_both_sides_gets_no_hint(pair):
    assert hints_for(pair.stretching, pair.strengthening) == []


def test_a_pair_that_the_plan_does_not_touch_is_not_mentioned(pair):
    assert hints_for(ExerciseFactory(agonists=[MuscleFactory()])) == []


def test_a_group_counts_where_one_of_its_members_works():
    group, opponent = MuscleFactory(key="abdominals"), MuscleFactory(key="back-extensors")
    member = ExerciseFactory(agonists=[MuscleFactory(key="rectus-abdominis")])
    pair = MusclePairFactory(
        first=group,
        second=opponent,
        isometric=ExerciseFactory(isometric=True, agonists=[MuscleFactory(key="erector-spinae")]),
    )

    (hint,) = hints_for(member)

    assert (hint.lack, hint.suggestion) == (Lack.ONE_SIDED, pair.isometric)


def test_an_unpublished_exercise_is_never_suggested(pair):
    pair.strengthening.status = "draft"
    pair.strengthening.save()

    assert [hint.suggestion for hint in hints_for(pair.stretching)] == [pair.isometric]
    assert hints_for(pair.isometric) == []


def test_the_hints_ask_the_database_as_often_for_many_pairs_as_for_one(
    pair, django_assert_max_num_queries
):
    for _ in range(6):
        MusclePairFactory()
    plan = Plan.from_query({"e": pair.stretching.key})

    with django_assert_max_num_queries(4):
        hints(plan, MusclePair.objects.published().for_balance())


@pytest.mark.parametrize(("both", "suggested"), [(False, "isometric"), (True, None)])
def test_what_readers_may_not_see_is_not_suggested(pair, both, suggested):
    for exercise in [pair.strengthening, pair.isometric][: 2 if both else 1]:
        exercise.status = "draft"
        exercise.save()

    found = hints_for(pair.stretching)

    assert [hint.suggestion for hint in found] == ([getattr(pair, suggested)] if suggested else [])
