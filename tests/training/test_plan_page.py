"""The page of a plan: without script, without cookie, with clear words for what it cannot use."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    CautionFactory,
    ExerciseFactory,
    LoadTagFactory,
    MusclePairFactory,
    RegionFactory,
    WarningSignsFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridge():
    return ExerciseFactory(key="glute-bridge", title_de="Beckenheben", start_sets=3, goal_sets=3)


@pytest.fixture
def bird_dog():
    return ExerciseFactory(key="bird-dog", isometric=True, title_de="Vierfüßler")


def test_an_empty_plan_says_how_to_begin(client):
    response = client.get("/plan/")

    assert response.status_code == 200
    assert 'href="/uebungen/"' in response.text
    assert "noindex" not in response.text


def test_a_plan_sets_no_cookie_and_is_kept_by_its_readers_browser_alone(client, bridge):
    response = client.get("/plan/?e=glute-bridge")

    assert not response.cookies
    assert response["Cache-Control"] == "private, max-age=0"
    assert '<meta name="robots" content="noindex">' in response.text


def test_the_address_to_keep_is_at_the_portals_own_name(client, bridge, settings):
    settings.SITE_URL = "https://ruecken.example/"

    page = client.get("/plan/?e=glute-bridge").context["page"]

    assert page.address == "https://ruecken.example/plan/?e=glute-bridge"


def test_warning_signs_stand_before_the_first_exercise(client, bridge):
    WarningSignsFactory()

    text = client.get("/plan/?e=glute-bridge").text

    assert text.index('id="warning-signs"') < text.index('id="glute-bridge"')


def test_every_exercise_leads_up_down_and_out(client, bridge, bird_dog):
    text = client.get("/plan/?e=glute-bridge:2x9,bird-dog").text

    for address in (
        "/plan/?e=bird-dog,glute-bridge:2x9#bird-dog",
        "/plan/?e=bird-dog,glute-bridge:2x9#glute-bridge",
        "/plan/?e=bird-dog#bird-dog",
        "/plan/?e=glute-bridge:2x9#glute-bridge",
    ):
        assert f'href="{address}"' in text


def test_another_dose_is_another_address(client, bridge):
    query = "e=glute-bridge&change=glute-bridge&sets=2&repetitions=15"

    response = client.get(f"/plan/?{query}")

    assert response.status_code == 302
    assert response.url == "/plan/?e=glute-bridge:2x15#glute-bridge"


def test_a_hold_can_be_changed_too(client, bird_dog):
    query = "e=bird-dog&change=bird-dog&sets=1&repetitions=3&hold=7"

    assert client.get(f"/plan/?{query}").url == "/plan/?e=bird-dog:1x3x7s#bird-dog"


@pytest.mark.parametrize("numbers", ["sets=-1&repetitions=8", "sets=2", "sets=2&repetitions=x"])
def test_an_impossible_dose_is_said_beside_the_exercise_and_changes_nothing(
    client, bridge, numbers
):
    response = client.get(f"/plan/?e=glute-bridge:2x9&change=glute-bridge&{numbers}")

    assert response.status_code == 400
    assert 'class="field__error"' in response.text
    assert response.context["page"].plan.code == "glute-bridge:2x9"


def test_what_the_address_could_not_use_is_named_without_its_markup(client, bridge):
    response = client.get("/plan/?e=glute-bridge,%3Cb%3Eboo,glute-bridge,%00%FF")

    assert response.status_code == 200
    assert "&lt;b&gt;boo" in response.text
    assert response.context["page"].plan.code == "glute-bridge"


def test_only_some_of_many_unusable_parts_are_named(client, bridge):
    text = client.get("/plan/?e=" + ",".join(f"x{number}" for number in range(900))).text

    assert text.count("“x") + text.count("„x") == 5
    assert "895" in text


def test_an_exercise_with_a_caution_the_reader_left_out_says_so(client, bridge):
    knee = CautionFactory(code="K", name_de="Kniebeschwerden")
    bridge.load_tags.add(LoadTagFactory(cautions=[knee]))

    text = client.get("/plan/?e=glute-bridge&without=K").text

    assert "Kniebeschwerden" in re.search(r'plan-row__unwanted">(.*?)</p>', text, re.S)[1]
    assert "plan-row__unwanted" not in client.get("/plan/?e=glute-bridge").text


def test_the_page_asks_the_database_as_often_for_ten_exercises_as_for_two(
    client, django_assert_max_num_queries
):
    keys = [ExerciseFactory(regions=[RegionFactory()]).key for _ in range(10)]
    MusclePairFactory()

    with django_assert_max_num_queries(12):
        client.get("/plan/?e=" + ",".join(keys))


def test_the_exercise_page_offers_the_plan_and_the_timer(client, bridge, bird_dog):
    text = client.get(bridge.get_absolute_url()).text

    assert 'href="/plan/?e=glute-bridge"' in text
    assert 'href="/plan/training/?e=glute-bridge"' in text


def test_the_exercise_page_adds_to_the_plan_it_is_given(client, bridge, bird_dog):
    response = client.get(f"{bridge.get_absolute_url()}?plan=bird-dog:4x5s")

    assert 'href="/plan/?e=bird-dog:4x5s,glute-bridge"' in response.text
    assert '<meta name="robots" content="noindex">' in response.text


def test_the_exercise_page_says_that_it_is_in_the_plan_or_the_plan_is_full(client, bridge):
    others = ",".join(ExerciseFactory().key for _ in range(10))

    inside = client.get(f"{bridge.get_absolute_url()}?plan=glute-bridge").text
    full = client.get(f"{bridge.get_absolute_url()}?plan={others}").text

    assert "glute-bridge,glute-bridge" not in inside
    assert f"{others},glute-bridge" not in full


def test_the_library_takes_the_plan_along_and_stays_where_it_is(client, bridge, bird_dog):
    text = client.get("/uebungen/?plan=bird-dog&kind=strengthening").text

    assert (
        'href="/uebungen/?kind=strengthening&amp;plan=bird-dog,glute-bridge#glute-bridge"' in text
    )
    assert f'href="{bridge.get_absolute_url()}?plan=bird-dog"' in text
    assert 'href="/plan/?e=bird-dog"' in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text())
def test_any_text_gives_a_page(client, text):
    assert client.get("/plan/", {"e": text, "without": text}).status_code == 200
