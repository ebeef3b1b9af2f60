"""Stop rules of several exercises: nothing is lost, nothing is torn out of its context."""

import pytest

from exercises.models import Exercise
from exercises.stop_rules import StopRules, parts

STOP = "Halt, wenn es sticht. Oder bei Schwindel."
LESS = "Bei Schmerz von 4 bis 5 üben Sie leichter."
CALL = "Rufen Sie 112 bei Ohnmacht. Oder bei Atemnot."


def exercises(*rules):
    return [
        Exercise(key=f"exercise-{number}", stop_rule_de=rule)
        for number, rule in enumerate(rules, start=1)
    ]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (f"{STOP} {LESS} {CALL}", [STOP, LESS, CALL]),
        (f"{STOP} {CALL}", [STOP, CALL]),
        (STOP, [STOP]),
        ("Rufen Sie 112. Setzen Sie sich.", ["Rufen Sie 112. Setzen Sie sich."]),
        (
            "If pain reaches 4 to 5, do less. Call 112.",
            ["If pain reaches 4 to 5, do less.", "Call 112."],
        ),
        ("", [""]),
    ],
)
def test_a_rule_is_divided_where_it_turns_to_something_else(rule, found):
    assert parts(rule) == found


def test_doing_less_and_calling_for_help_is_said_once_for_all():
    rules = StopRules.of(exercises(f"Setzen Sie sich. {CALL}", f"{STOP} {LESS} {CALL}"))

    assert rules.shared == [LESS, CALL]
    assert rules.own == {"exercise-1": "Setzen Sie sich.", "exercise-2": STOP}


def test_a_sentence_that_goes_on_with_another_stays_with_it():
    first, second = "Halt im Knie. Oder bei Schwindel.", "Halt im Arm. Oder bei Schwindel."

    rules = StopRules.of(exercises(f"{first} {CALL}", f"{second} {CALL}"))

    assert rules.shared == [CALL]
    assert rules.own == {"exercise-1": first, "exercise-2": second}


def test_a_rule_that_all_have_is_no_exercises_own():
    rules = StopRules.of(exercises(f"{STOP} {CALL}", f"{STOP} {CALL}"))

    assert rules.shared == [STOP, CALL]
    assert rules.own == {"exercise-1": "", "exercise-2": ""}


def test_no_exercises_have_no_rules():
    assert StopRules.of([]) == StopRules([], {})
