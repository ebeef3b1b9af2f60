import re

import pytest
from django.urls import reverse

from tests.factories import (
    CautionFactory,
    EquipmentFactory,
    ExerciseFactory,
    MuscleFactory,
    PictureFactory,
    PositionFactory,
    RegionFactory,
)

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
    short = ExerciseFactory(start_sets=1, start_repetitions=10)
    ExerciseFactory(start_sets=5, goal_sets=5, start_repetitions=60, goal_repetitions=60)

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
    assert 'href="/uebungen/?region=neck#results"' in response.text


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


def options(response, name):
    facet = next(facet for facet in response.context["facets"] if facet.name == name)
    return {option.value: option for option in facet.options}


def test_every_option_says_how_many_exercises_it_would_leave(client, neck):
    ExerciseFactory(isometric=True, regions=[neck])
    ExerciseFactory(isometric=True)
    ExerciseFactory(regions=[neck], level=2)

    kinds = options(client.get("/uebungen/?region=neck"), "kind")

    assert {value: option.count for value, option in kinds.items()} == {
        "isometric": 1,
        "strengthening": 1,
    }
    for option in kinds.values():
        assert len(client.get(option.url).context["exercises"]) == option.count


def test_an_option_that_would_leave_nothing_is_not_offered(client, neck):
    ExerciseFactory(regions=[neck], level=1)
    ExerciseFactory(level=3)

    assert set(options(client.get("/uebungen/?region=neck"), "level")) == {"1"}


def test_cautions_can_be_left_out_one_after_the_other(client):
    knee, wrist = CautionFactory(code="K"), CautionFactory(code="W")
    both = ExerciseFactory(cautions=[knee, wrist])
    wrist_only = ExerciseFactory(cautions=[wrist])
    free = ExerciseFactory()

    first = client.get("/uebungen/?without=K")
    option = options(first, "without")["W"]
    second = client.get(option.url)

    assert titles(client.get("/uebungen/")) == {both.title, wrist_only.title, free.title}
    assert titles(first) == {wrist_only.title, free.title}
    assert option.count == 1
    assert titles(second) == {free.title}
    assert options(second, "without")["K"].url == "/uebungen/?without=W"


def test_at_the_desk_needs_a_fitting_position_and_nothing_that_is_not_at_hand(client):
    chair = PositionFactory(key="chair", at_desk=True)
    floor = PositionFactory(key="floor", on_floor=True)
    table = EquipmentFactory(key="table", at_desk=True)
    band = EquipmentFactory(key="band")
    fits = ExerciseFactory(positions=[chair, floor], equipment=[table])
    ExerciseFactory(positions=[chair], equipment=[table, band])
    ExerciseFactory(positions=[floor])

    assert titles(client.get("/uebungen/?at_desk=1")) == {fits.title}


def test_the_way_out_of_an_empty_list_says_what_it_leads_to(client, neck):
    ExerciseFactory(regions=[neck])
    ExerciseFactory(isometric=True)
    ExerciseFactory(isometric=True)

    response = client.get("/uebungen/?kind=isometric&region=neck")

    ways = {facet.name: number for facet, _option, number in response.context["ways_out"]}
    assert ways == {"kind": 1, "region": 2}


def test_more_than_one_filter_is_not_for_search_engines(client, neck):
    ExerciseFactory(regions=[neck], isometric=True, cautions=[CautionFactory(code="K")])
    ExerciseFactory(regions=[neck], isometric=True)

    assert "noindex" not in client.get("/uebungen/?region=neck").text
    for query in ("region=neck&kind=isometric", "region=neck&without=K", "without=K", "plan=a:1x1"):
        assert "noindex" in client.get(f"/uebungen/?{query}").text


def test_easy_exercises_come_first_within_their_kind(client):
    hard = ExerciseFactory(isometric=True, level=3, key="a")
    easy = ExerciseFactory(isometric=True, level=1, key="b")
    strong = ExerciseFactory(level=1, key="c")

    assert list(client.get("/uebungen/").context["exercises"]) == [easy, hard, strong]


def test_an_uploaded_picture_stands_in_the_list_without_more_queries(
    client, django_assert_max_num_queries
):
    for _ in range(5):
        ExerciseFactory(picture=PictureFactory())

    with django_assert_max_num_queries(24):
        text = client.get("/uebungen/").text

    assert text.count("<picture") == 5


def test_a_muscle_from_the_body_map_can_be_taken_back(client):
    muscle, other = MuscleFactory(key="biceps", name_de="Armbeuger"), MuscleFactory()
    works = ExerciseFactory(agonists=[muscle])
    opposes = ExerciseFactory(antagonists=[muscle])
    ExerciseFactory(agonists=[other])

    response = client.get("/uebungen/?muscle=biceps")

    assert titles(response) == {works.title, opposes.title}
    assert "Armbeuger" in response.text.partition("</title>")[0]
    chosen = re.search(r'href="(/uebungen/)#results"[^>]*aria-current="true"', response.text)
    assert chosen
    assert client.get("/uebungen/?muscle=nobody").status_code == 404
