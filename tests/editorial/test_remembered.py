"""What a process remembers of the content, until it changes."""

import pytest
from django.utils import translation

from editorial import generation
from editorial.remembered import MOST, remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """What was really made."""
    return []


@pytest.fixture
def double(asked):
    @remembered
    def double(number=1):
        asked.append((translation.get_language(), number))
        return 2 * number

    return double


def test_an_answer_is_made_once_for_each_question_and_language(double, asked):
    generation.HERE.current()
    for language in ("de", "en", "de"):
        with translation.override(language):
            assert [double(2), double(3), double(2)] == [4, 6, 4]

    assert asked == [("de", 2), ("de", 3), ("en", 2), ("en", 3)]


def test_a_change_of_the_content_makes_it_anew(double, asked):
    generation.HERE.current()
    double()
    generation.raise_generation()
    double()

    assert len(asked) == 2


def test_a_change_while_it_is_made_makes_it_old_at_once():
    generation.HERE.current()
    made = []

    @remembered
    def slow():
        made.append("")
        if len(made) == 1:
            generation.raise_generation()
        return len(made)

    assert [slow(), slow(), slow()] == [1, 2, 2]


def test_nothing_is_remembered_where_nobody_watches(double, asked):
    double()
    double()

    assert len(asked) == 2


def test_what_fails_is_tried_again(asked):
    generation.HERE.current()

    @remembered
    def fails_once():
        asked.append("")
        if len(asked) == 1:
            raise LookupError
        return "made"

    with pytest.raises(LookupError):
        fails_once()
    assert fails_once() == "made"


def test_it_does_not_grow_without_end(double, asked):
    generation.HERE.current()
    for number in range(MOST + 1):
        double(number)
    double(0)

    assert len(asked) == MOST + 2
