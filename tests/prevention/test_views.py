"""Everyday situations with their tips, and courses on offer."""

import pytest

from tests.factories import (
    CourseOfferFactory,
    ExerciseFactory,
    SituationFactory,
    SourceFactory,
    TipFactory,
    WarningSignsFactory,
)

pytestmark = pytest.mark.django_db


def test_a_situation_shows_its_tips_in_the_editors_order(client):
    situation = SituationFactory(title_de="Am Schreibtisch")
    for place, title in [(2, "Zweitens"), (1, "Erstens")]:
        TipFactory(situation=situation, ordering=place, title_de=title)

    page = client.get(situation.get_absolute_url()).text

    assert page.index("Erstens") < page.index("Zweitens")


def test_a_situation_hides_drafts_and_tips_of_others(client):
    situation = SituationFactory()
    TipFactory(situation=situation, title_de="Zu sehen")
    TipFactory(situation=situation, title_de="Noch ein Entwurf", draft=True)
    TipFactory(title_de="Von woanders")

    page = client.get(situation.get_absolute_url()).text

    assert "Zu sehen" in page
    assert "Noch ein Entwurf" not in page
    assert "Von woanders" not in page


def test_the_warning_signs_stand_above_the_first_tip(client):
    WarningSignsFactory(emergency_de="Lähmung in den Beinen")
    tip = TipFactory(title_de="Aufstehen")

    page = client.get(tip.situation.get_absolute_url()).text

    assert page.index("Lähmung in den Beinen") < page.index('id="tip-')


def test_a_tips_address_is_its_place_on_the_page_of_its_situation(client):
    tip = TipFactory()

    address, _, place = tip.get_absolute_url().partition("#")

    assert f'id="{place}"' in client.get(address).text


def test_the_list_shows_each_situation_with_an_exercise_of_its_own(client):
    shared, other = ExerciseFactory(title_de="Beide"), ExerciseFactory(title_de="Nur eine")
    first, second = SituationFactory(ordering=1), SituationFactory(ordering=2)
    TipFactory(situation=first, exercise=shared)
    TipFactory(situation=second, exercise=shared, ordering=1)
    TipFactory(situation=second, exercise=other, ordering=2)

    shown = client.get("/vorbeugen/").context["situations"]

    assert [tip.exercise for _situation, tip in shown] == [shared, other]


def test_no_situation_is_shown_with_a_hidden_exercise(client):
    TipFactory(exercise=ExerciseFactory(draft=True))

    ((_situation, tip),) = client.get("/vorbeugen/").context["situations"]

    assert tip is None


def test_the_list_asks_no_more_of_the_database_for_more_situations(
    client, django_assert_num_queries
):
    TipFactory(exercise=ExerciseFactory())
    with django_assert_num_queries(5):
        client.get("/vorbeugen/")
    for _ in range(4):
        TipFactory(exercise=ExerciseFactory(), sources=[SourceFactory()])

    with django_assert_num_queries(5):
        client.get("/vorbeugen/")


def test_a_course_is_shown_as_an_offer_that_leaves_the_portal(client):
    CourseOfferFactory(title_de="Rückenschule", link="https://example.org/kurs")
    CourseOfferFactory(title_de="Entwurf", draft=True)

    page = client.get("/vorbeugen/kurse/").text

    assert "Rückenschule" in page
    assert 'href="https://example.org/kurs"' in page
    assert "Entwurf" not in page
