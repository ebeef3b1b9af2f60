import pytest
from django.urls import reverse

from tests.factories import EquipmentFactory, ExerciseFactory, PositionFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def neck():
    return RegionFactory(key="neck", name_de="Nacken")


def titles(response):
    return {exercise.title for exercise in response.context["exercises"]}


def test_filters_combine(client, neck):
    chair = PositionFactory(key="chair", name_de="Stuhl")
    wanted = ExerciseFactory(isometric=True, regions=[neck], positions=[chair])
    ExerciseFactory(regions=[neck], positions=[chair])
    ExerciseFactory(isometric=True, positions=[chair])

    response = client.get("/uebungen/?kind=isometric&region=neck&position=chair")

    assert titles(response) == {wanted.title}


def test_no_floor_keeps_an_exercise_that_also_works_elsewhere(client):
    floor = PositionFactory(key="floor", on_floor=True)
    bed = PositionFactory(key="bed")
    both = ExerciseFactory(positions=[floor, bed])
    ExerciseFactory(positions=[floor])

    assert titles(client.get("/uebungen/?no_floor=1")) == {both.title}


def test_five_minutes_leaves_longer_exercises_out(client):
    short = ExerciseFactory(sets=1, repetitions_from=10, repetitions_to=None)
    ExerciseFactory(sets=5, repetitions_from=60, repetitions_to=None)

    assert titles(client.get("/uebungen/?short=1")) == {short.title}


def test_a_chosen_filter_is_a_link_that_takes_it_back(client, neck):
    ExerciseFactory(regions=[neck], isometric=True)

    response = client.get("/uebungen/?kind=isometric&region=neck")

    chosen = {f.name: option.url for f in response.context["facets"] for option in f.chosen}
    assert chosen == {"kind": "/uebungen/?region=neck", "region": "/uebungen/?kind=isometric"}


def test_only_values_that_lead_somewhere_are_offered(client):
    EquipmentFactory(key="ball", name_de="Ball")
    ExerciseFactory(equipment=[EquipmentFactory(key="band", name_de="Band")])
    ExerciseFactory(equipment=[EquipmentFactory(key="stick")], draft=True)

    response = client.get("/uebungen/")

    facet = next(f for f in response.context["facets"] if f.name == "equipment")
    assert [option.value for option in facet.options] == ["band"]


def test_an_empty_result_says_which_filters_can_be_dropped(client, neck):
    ExerciseFactory(regions=[neck])
    ExerciseFactory(isometric=True)

    response = client.get("/uebungen/?kind=isometric&region=neck")

    assert response.status_code == 200
    assert titles(response) == set()
    assert 'href="/uebungen/?region=neck"' in response.text


@pytest.mark.parametrize(
    "query",
    [
        "kind=dance",
        "region=moon",
        "level=9",
        "no_floor=maybe",
        "position=%00",
        "equipment=" + "x" * 3000,
    ],
)
def test_an_unknown_filter_value_is_a_clear_404(client, query):
    response = client.get(f"/uebungen/?{query}")

    assert response.status_code == 404
    assert '<html lang="de"' in response.text


def test_library_never_shows_drafts(client):
    ExerciseFactory(draft=True)

    assert titles(client.get("/uebungen/")) == set()


def test_library_asks_the_database_as_often_for_many_exercises_as_for_one(
    client, neck, django_assert_max_num_queries
):
    for _ in range(12):
        ExerciseFactory(regions=[neck])

    with django_assert_max_num_queries(24):
        client.get(reverse("exercises:library"))
