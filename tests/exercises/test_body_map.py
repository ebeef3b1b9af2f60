"""The body map: a place for every muscle, and a way from there to what it does."""

import itertools
import re

import pytest
import yaml
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

from exercises import bodymap
from exercises.models import Muscle
from tests.factories import ExerciseFactory, MuscleFactory, MusclePairFactory
from tests.portal.test_pages import LANGUAGES

pytestmark = pytest.mark.django_db

#: A phone 390 px wide leaves the drawing this much.
WIDTH_ON_A_PHONE = 356


@pytest.fixture
def biceps():
    return MuscleFactory(key="biceps", name_de="Armbeuger", name_en="Upper arm muscle")


def body_map(client, language="de"):
    with translation.override(language):
        return client.get(reverse("exercises:body_map")).text


def entry(text, key):
    return re.search(rf'<li class="muscle" id="muscle-{key}">.*?\n</li>', text, re.S)[0]


@pytest.mark.usefixtures("muscles")
class TestShipped:
    """What holds for the muscles of content/muscles.yaml."""

    @pytest.fixture
    def muscles(self):
        rows = yaml.safe_load((settings.BASE_DIR / "content" / "muscles.yaml").read_text())
        for row in rows:
            names = {f"name_{code.replace('-', '_')}": name for code, name in row["name"].items()}
            MuscleFactory(key=row["key"], latin=row["latin"], **names)

    def test_every_muscle_has_a_place_or_is_left_out_on_purpose(self):
        keys = set(Muscle.objects.values_list("key", flat=True))

        assert keys == {*bodymap.REGIONS, *bodymap.GROUPS, *bodymap.LEFT_OUT}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_area_is_named_and_leads_to_its_muscle(self, client, language):
        text = body_map(client, language)
        areas = re.findall(r'<a href="#(muscle-[^"]+)" aria-label="(\d+) ([^"]+)">', text)

        assert len(areas) == len(bodymap.REGIONS)
        with translation.override(language):
            names = dict(Muscle.objects.values_list("key", "name"))
        assert {target: name for target, _number, name in areas} == {
            f"muscle-{key}": names[key] for key in bodymap.REGIONS
        }

    def test_every_link_inside_the_page_arrives(self, client):
        text = body_map(client)
        ids = set(re.findall(r'\sid="([^"]+)"', text))

        assert set(re.findall(r'href="#([^"]+)"', text)) <= ids

    def test_areas_are_numbered_in_the_order_of_the_list(self, client):
        numbers = re.findall(r'<span class="muscle__number">(\d+)</span>', body_map(client))

        assert [int(number) for number in numbers] == list(range(1, len(bodymap.REGIONS) + 1))


def test_groups_are_made_of_muscles_that_have_a_place():
    members = set(itertools.chain(*bodymap.GROUPS.values()))

    assert members <= set(bodymap.REGIONS)


def test_numbers_are_large_enough_for_a_thumb_and_never_overlap():
    scale = WIDTH_ON_A_PHONE / float(bodymap.FRAME.split()[2])
    assert bodymap.LABEL * scale >= 44

    for view, side in itertools.product(bodymap.VIEWS, bodymap.SIDES):
        heights = sorted(
            region.label[1]
            for region in bodymap.REGIONS.values()
            if region.view == view and region.label[0] == side
        )
        assert all(b - a > bodymap.LABEL - 0.01 for a, b in itertools.pairwise(heights)), (
            view,
            side,
        )


def test_areas_stay_clear_of_the_numbers():
    inner = bodymap.MARGIN - bodymap.LABEL / 2

    assert all(
        point.real < inner for region in bodymap.REGIONS.values() for point in region.outline
    )


def test_a_muscle_shows_where_it_works_and_where_it_is_the_opponent(client, biceps):
    works = ExerciseFactory(agonists=[biceps])
    resists = ExerciseFactory(antagonists=[biceps])

    found = entry(body_map(client), "biceps")

    assert "Armbeuger" in found
    assert f'lang="la">{biceps.latin}<' in found
    first, second = found.split("Ist Gegenspieler in")
    assert works.get_absolute_url() in first
    assert resists.get_absolute_url() in second


def test_a_muscle_shows_its_pair_also_when_the_pair_names_its_group(client):
    MuscleFactory(key="rectus-abdominis")
    group = MuscleFactory(key="abdominals")
    pair = MusclePairFactory(first=group)

    text = body_map(client)

    assert pair.get_absolute_url() in entry(text, "rectus-abdominis")
    assert 'href="#muscle-abdominals"' in entry(text, "rectus-abdominis")
    assert 'href="#muscle-rectus-abdominis"' in entry(text, "abdominals")


def test_drafts_are_not_on_the_map(client, biceps):
    ExerciseFactory(draft=True, title_de="Unfertig", agonists=[biceps], antagonists=[biceps])
    MusclePairFactory(draft=True, title_de="Unfertiges Paar", first=biceps)

    assert "Unfertig" not in body_map(client)


def test_a_muscle_nobody_has_drawn_is_in_the_list_all_the_same(client):
    MuscleFactory(key="masseter", name_de="Kaumuskel")

    assert "Kaumuskel" in entry(body_map(client), "masseter")


def test_an_untranslated_exercise_is_marked_as_german(client, biceps):
    exercise = ExerciseFactory(title_de="Nur deutsch", agonists=[biceps])

    found = entry(body_map(client, "en"), "biceps")

    assert "Upper arm muscle" in found
    assert re.search(rf'lang="de" dir="ltr">.*{exercise.title_de}', found, re.S)


def test_the_number_of_queries_does_not_grow_with_the_muscles(
    client, django_assert_max_num_queries
):
    for key in list(bodymap.REGIONS)[:12]:
        muscle = MuscleFactory(key=key)
        ExerciseFactory(agonists=[muscle], antagonists=[muscle])
        MusclePairFactory(first=muscle)

    with django_assert_max_num_queries(7):
        body_map(client)


def test_the_small_map_shows_the_members_of_a_group_on_the_view_they_are_seen_on():
    template = Template("{% load exercise_tags %}{% body_map muscles %}")
    groups = [MuscleFactory(key="abdominals"), MuscleFactory(key="back-extensors")]

    html = template.render(Context({"muscles": groups}))

    assert html.count("<svg") == 2
    assert html.count("small-map__area") == 2
    assert "Von vorn" in html
    assert "Von hinten" in html
    assert len(html.encode()) <= 6 * 1024


def test_an_exercise_and_a_muscle_pair_show_where_their_muscles_lie(client, biceps):
    exercise = ExerciseFactory(agonists=[biceps])
    pair = MusclePairFactory(first=biceps)

    for page in (exercise, pair):
        text = client.get(page.get_absolute_url()).text
        assert text.count("small-map__area") == 1
        assert reverse("exercises:body_map") in text


def test_the_small_map_is_left_out_where_there_is_nothing_to_show():
    template = Template("{% load exercise_tags %}{% body_map muscles %}")

    html = template.render(Context({"muscles": [MuscleFactory(key="whole-body-muscles")]}))

    assert html.strip() == ""


def test_a_muscle_names_its_easiest_exercises_and_leads_to_all_of_them(client, biceps):
    hard = [
        ExerciseFactory(level=3, agonists=[biceps], key=f"hard-{number}") for number in range(6)
    ]
    easy = ExerciseFactory(level=1, agonists=[biceps], key="easy")
    ExerciseFactory(level=1, agonists=[biceps], draft=True, title_de="Unveröffentlicht")

    text = entry(body_map(client), "biceps")

    named = [exercise for exercise in [easy, *hard] if exercise.title in text]
    assert named == [easy, *hard[:5]]
    assert "Unveröffentlicht" not in text
    (way,) = re.findall(r'href="(/uebungen/\?muscle=biceps)"', text)
    found = client.get(way).context["exercises"]
    assert {exercise.pk for exercise in found} == {easy.pk, *(each.pk for each in hard)}


def test_a_muscle_with_few_exercises_names_them_all(client, biceps):
    ExerciseFactory(agonists=[biceps])
    ExerciseFactory(antagonists=[biceps])

    assert "?muscle=" not in entry(body_map(client), "biceps")


def test_the_body_map_does_not_grow_with_the_exercises(
    client, biceps, django_assert_max_num_queries
):
    other = MuscleFactory()

    def size():
        with django_assert_max_num_queries(7):
            return len(body_map(client))

    for _ in range(8):
        ExerciseFactory(agonists=[biceps])
        MusclePairFactory(first=biceps, second=other)
    before = size()
    for _ in range(8):
        ExerciseFactory(agonists=[biceps], level=3)
        MusclePairFactory(first=biceps, second=other)

    assert size() < before + 1000
