"""When to stop: each sentence stands once, concerns whom it should, and none is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.cautions import LoadTag
from exercises.models import Exercise
from exercises.stop_rules import StopRules, ask_first, stop_sentences
from tests.factories import CautionFactory, ExerciseFactory, SafetySentenceFactory

pytestmark = pytest.mark.django_db

STOP, LESS, CALL = "Halt, wenn es sticht.", "Bei 4 bis 5 leichter.", "Rufen Sie 112 bei Ohnmacht."


def exercises(*rules):
    """Exercises without loads that nobody has stored."""
    found = [
        Exercise(pk=number, key=f"exercise-{number}", stop_rule_de=rule)
        for number, rule in enumerate(rules, start=1)
    ]
    for exercise in found:
        exercise._prefetched_objects_cache = {"load_tags": LoadTag.objects.none()}
    return found


def rule(exercise):
    return stop_sentences([exercise])[exercise.key]


@pytest.fixture
def sentences():
    return {
        role: SafetySentenceFactory(role=role, text_de=text)
        for role, text in (("less", LESS), ("stop", STOP), ("emergency", CALL))
    }


def test_the_emergency_comes_first_then_the_exercises_own_rule_then_what_holds_for_all(sentences):
    exercise = ExerciseFactory(stop_rule_de="Halt, wenn das Knie schmerzt.")

    assert rule(exercise) == [CALL, "Halt, wenn das Knie schmerzt.", STOP, LESS]


def test_a_sentence_of_a_caution_stands_only_where_the_caution_does(sentences):
    nerve = CautionFactory(code="N")
    SafetySentenceFactory(caution=nerve, text_de="Halt, wenn es kribbelt.")
    concerned, other = ExerciseFactory(cautions=[nerve]), ExerciseFactory()

    assert "Halt, wenn es kribbelt." in rule(concerned)
    assert "Halt, wenn es kribbelt." not in rule(other)


def test_a_sentence_for_relaxation_stands_only_there():
    SafetySentenceFactory(only_relaxation=True, text_de="Werden Sie unruhig? Augen auf.")
    calm = ExerciseFactory(kind="relaxation", form="hold", start_hold=5, goal_hold=5)

    assert "Werden Sie unruhig? Augen auf." in rule(calm)
    assert "Werden Sie unruhig? Augen auf." not in rule(ExerciseFactory())


def test_who_asks_first_is_no_reason_to_stop():
    ask = SafetySentenceFactory(role="ask", text_de="Ein Aneurysma")

    assert ask_first() == [ask]
    assert ask.text not in rule(ExerciseFactory())


@pytest.mark.parametrize("path", ["/uebungen/", "/plan/?e=row", "/plan/training/?e=row"])
def test_who_asks_first_is_told_wherever_exercises_are_chosen_or_done(client, path):
    ExerciseFactory(key="row")
    SafetySentenceFactory(role="ask", text_de="Ein Aneurysma")

    assert "<li>Ein Aneurysma</li>" in client.get(path).text


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


def test_an_exercise_without_a_rule_adds_nothing():
    assert StopRules.of(exercises("", "")) == StopRules([], {"exercise-1": "", "exercise-2": ""})
    assert StopRules.of([]) == StopRules([], {})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from([STOP, LESS, CALL, "Knie?", "Halt."]), max_size=4)))
def test_no_sentence_of_any_rule_is_lost(rules):
    told = StopRules.of(exercises(*(" ".join(rule) for rule in rules)))

    for number, rule in enumerate(rules, start=1):
        own = told.own[f"exercise-{number}"]
        assert [s for s in rule if s not in told.shared and s not in own] == []
