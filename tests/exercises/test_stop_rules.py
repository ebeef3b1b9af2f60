"""Stop rules of several exercises: nothing is lost, nothing is said twice."""

from hypothesis import given
from hypothesis import strategies as st

from exercises.models import Exercise
from exercises.stop_rules import StopRules

STOP, LESS, CALL = "Halt, wenn es sticht.", "Bei 4 bis 5 leichter.", "Rufen Sie 112 bei Ohnmacht."


def exercises(*rules):
    return [
        Exercise(key=f"exercise-{number}", stop_rule_de=rule)
        for number, rule in enumerate(rules, start=1)
    ]


def test_what_more_than_one_says_is_said_once_and_the_most_common_first():
    rules = StopRules.of(
        exercises(f"Knie? Halt. {STOP} {CALL}", f"{CALL} {STOP}", f"Augen auf. {CALL}")
    )

    assert rules.shared == [CALL, STOP]
    assert rules.own == {"exercise-1": "Knie? Halt.", "exercise-2": "", "exercise-3": "Augen auf."}


def test_one_exercise_keeps_its_rule_whole_and_in_order():
    rules = StopRules.of(exercises(f"{STOP} {LESS} {CALL}"))

    assert rules.shared == [STOP, LESS, CALL]
    assert rules.own == {"exercise-1": ""}


def test_a_sentence_said_twice_by_one_exercise_is_still_its_own():
    rules = StopRules.of(exercises(f"{STOP} {STOP}", CALL))

    assert rules.shared == []
    assert rules.own == {"exercise-1": f"{STOP} {STOP}", "exercise-2": CALL}


def test_an_exercise_without_a_rule_adds_nothing():
    assert StopRules.of(exercises("", "")) == StopRules([], {"exercise-1": "", "exercise-2": ""})
    assert StopRules.of([]) == StopRules([], {})


@given(st.lists(st.lists(st.sampled_from([STOP, LESS, CALL, "Knie?", "Halt."]), max_size=4)))
def test_no_sentence_of_any_rule_is_lost(rules):
    told = StopRules.of(exercises(*(" ".join(rule) for rule in rules)))

    for number, rule in enumerate(rules, start=1):
        own = told.own[f"exercise-{number}"]
        assert [s for s in rule if s not in told.shared and s not in own] == []
