"""A plan is its address: what it says, what it keeps, what it gives back."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import CautionFactory, ExerciseFactory
from training.plan import MOST_EXERCISES, Plan, Reason, read_dose

pytestmark = pytest.mark.django_db


@pytest.fixture
def bird_dog():
    return ExerciseFactory(
        key="bird-dog",
        isometric=True,
        start_sets=1,
        start_hold=5,
        goal_hold=10,
        per_side=True,
        title_de="Vierfüßler",
        title_en="Bird dog hold",
        translated=True,
    )


@pytest.fixture
def bridge():
    return ExerciseFactory(key="glute-bridge", start_sets=3, goal_sets=3)


def plan_of(text: str, **query: str) -> Plan:
    return Plan.from_query({"e": text, **query})


def test_exercises_keep_their_order_and_their_own_dose(bird_dog, bridge):
    plan = plan_of("glute-bridge,bird-dog")

    assert [item.exercise for item in plan.items] == [bridge, bird_dog]
    assert [item.dose for item in plan.items] == [bridge.dose, bird_dog.dose]
    assert plan.left_out == ()


@pytest.mark.parametrize(
    ("text", "sets", "repetitions", "hold", "code"),
    [
        ("bird-dog:2x8s", 1, 2, 8, "bird-dog:2x8s"),
        ("bird-dog:3x2x8s", 3, 2, 8, "bird-dog:3x2x8s"),
        ("bird-dog:1x02x008s", 1, 2, 8, "bird-dog:2x8s"),
        ("bird-dog:4", 1, 4, 5, "bird-dog:4x5s"),
        ("BIRD-DOG:4", 1, 4, 5, "bird-dog:4x5s"),
        ("glute-bridge:12", 3, 12, None, "glute-bridge:12"),
        ("glute-bridge:2x12", 2, 12, None, "glute-bridge:2x12"),
    ],
)
def test_a_dose_is_read_and_written_in_one_way(
    bird_dog, bridge, text, sets, repetitions, hold, code
):
    plan = plan_of(text)

    dose = plan.items[0].dose
    assert (dose.sets, dose.repetitions, dose.hold) == (sets, repetitions, hold)
    assert plan.code == code
    assert plan_of(plan.code) == plan


@pytest.mark.parametrize(
    "text",
    [
        "bird-dog:-3x8s",
        "bird-dog:0",
        "bird-dog:61",
        "bird-dog:11x5x5s",
        "bird-dog:5x301s",
        "bird-dog:5x9999999999s",
        "bird-dog:",
        "bird-dog:viel",
        "bird-dog:٣",
        "glute-bridge:5x8s",
    ],
)
def test_an_impossible_dose_is_named_and_the_exercise_keeps_its_own(bird_dog, bridge, text):
    plan = plan_of(text)

    assert [item.chosen for item in plan.items] == [None]
    assert [(part.text, part.reason) for part in plan.left_out] == [(text, Reason.DOSE)]


def test_unknown_and_repeated_exercises_and_drafts_are_named_and_left_out(bird_dog):
    ExerciseFactory(key="secret", draft=True)

    plan = plan_of("secret,bird-dog,handstand,bird-dog:4")

    assert plan.keys == ["bird-dog"]
    assert [part.reason for part in plan.left_out] == [
        Reason.UNKNOWN,
        Reason.UNKNOWN,
        Reason.REPEATED,
    ]


def test_a_plan_holds_ten_exercises():
    keys = [ExerciseFactory().key for _ in range(MOST_EXERCISES + 2)]

    plan = plan_of(",".join(keys))

    assert plan.keys == keys[:MOST_EXERCISES]
    assert [part.reason for part in plan.left_out] == [Reason.TOO_MANY] * 2


def test_ten_thousand_exercises_are_bounded_work(bird_dog, django_assert_max_num_queries):
    text = ",".join(["bird-dog", *(f"exercise-{number}" for number in range(9_999))])

    with django_assert_max_num_queries(4):
        plan = plan_of(text)

    assert plan.keys == ["bird-dog"]
    assert len(plan.left_out) + plan.unread == 9_999


def test_an_address_in_another_language_names_the_same_exercise(bird_dog):
    assert plan_of("vierfuessler").keys == ["bird-dog"]
    assert plan_of("bird-dog-hold:4").code == "bird-dog:4x5s"
    with translation.override("en"):
        assert plan_of("vierfuessler").code == "bird-dog"


def test_a_key_counts_more_than_another_exercises_address(bird_dog):
    other = ExerciseFactory(key="other", slug_de="bird-dog")

    assert [item.exercise for item in plan_of("bird-dog").items] == [bird_dog]
    assert [item.exercise for item in plan_of("other").items] == [other]


def test_moving_removing_and_changing_give_the_address_of_another_plan(bird_dog, bridge):
    plan = plan_of("glute-bridge,bird-dog:4", without="")

    assert plan.moving("bird-dog", -1).code == "bird-dog:4x5s,glute-bridge"
    assert plan.moving("bird-dog", 1) == plan
    assert plan.removing("bird-dog").code == "glute-bridge"
    assert plan.changing("glute-bridge", "2x15").code == "glute-bridge:2x15,bird-dog:4x5s"
    with pytest.raises(ValueError, match="99"):
        plan.changing("glute-bridge", "99x15")


def test_minutes_count_the_chosen_doses_and_changing_over(bridge):
    chosen = plan_of("glute-bridge:2x10")

    seconds = 2 * 10 * 4 + bridge.rest_seconds + 30
    assert chosen.minutes == -(-seconds // 60)


def test_only_known_cautions_stay_in_the_address(bird_dog):
    CautionFactory(code="K")
    CautionFactory(code="W")

    assert plan_of("bird-dog", without="zWkK!").query == "e=bird-dog&without=KW"


@given(
    text=st.text() | st.from_regex(r"(bird-dog|glute-bridge|x)(:[0-9xs,]{0,9})?", fullmatch=True)
)
def test_any_text_is_a_plan_that_is_read_again_as_itself(text):
    plan = plan_of(text)

    again = plan_of(plan.code)
    assert again.code == plan.code
    assert again.left_out == ()
    assert len(plan.items) <= MOST_EXERCISES


def test_a_dose_may_be_smaller_than_the_start(bridge):
    assert read_dose("4x8", bridge.dose).repetitions == 8
    assert read_dose("1x8", bridge.dose).sets == 1
