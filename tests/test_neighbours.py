"""What readers must not see of what is hidden, when it stands beside something they may see."""

import datetime as dt

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from articles.models import RichText
from feedback import intake
from portal.http.caching import is_readers_page
from prevention.models import Tip
from tests import factories as f
from tests.factories import ArticleFactory, ExerciseFactory, MusclePairFactory, TipFactory

pytestmark = pytest.mark.django_db

SECRET = "Quastenflosser"
HIDDEN = {
    "draft": {"draft": True},
    "in review": {"status": "in_review"},
    "planned": {"published_at": timezone.now() + dt.timedelta(days=1)},
}


@pytest.fixture(params=HIDDEN)
def hidden(request):
    """What makes a page invisible in each of the ways there are."""
    return HIDDEN[request.param]


def secret_exercise(hidden, **given):
    return ExerciseFactory(title_de=SECRET, lead_de=f"{SECRET} schwimmen.", **given, **hidden)


def pair_with(hidden):
    return MusclePairFactory(strengthening=secret_exercise(hidden))


def exercise_with_easier(hidden):
    easier = secret_exercise(hidden, ladder=f.LadderFactory(), rung=1)
    return ExerciseFactory(ladder=easier.ladder, rung=2)


def exercise_with_harder(hidden):
    exercise = ExerciseFactory(ladder=f.LadderFactory(), rung=1)
    secret_exercise(hidden, ladder=exercise.ladder, rung=2)
    return exercise


def exercise_in_pair(hidden):
    exercise = ExerciseFactory(agonists=[f.MuscleFactory()])
    MusclePairFactory(title_de=SECRET, strengthening=exercise, **hidden)
    return exercise


def tip_with(hidden):
    return TipFactory(exercise=secret_exercise(hidden)).situation


def situation_with_tip(hidden):
    tip = TipFactory()
    TipFactory(situation=tip.situation, title_de=SECRET, **hidden)
    return tip.situation


def week_with(hidden):
    item = f.SessionExerciseFactory(exercise=secret_exercise(hidden))
    f.SessionExerciseFactory(session=item.session)
    return item.session.week


def article_with_exercise(hidden):
    return f.ExerciseTeaserFactory(exercise=secret_exercise(hidden)).parent


def article_with_course(hidden):
    offer = f.CourseOfferFactory(title_de=SECRET, **hidden)
    return f.CourseTeaserFactory(course_offer=offer).parent


def article_with_related(hidden):
    return ArticleFactory(related=[ArticleFactory(title_de=SECRET, **hidden)])


def article_of_same_topic(hidden):
    article = ArticleFactory()
    ArticleFactory(topic=article.topic, title_de=SECRET, **hidden)
    return article


def topic_with(hidden):
    return article_of_same_topic(hidden).topic


NEIGHBOURS = [
    pair_with,
    exercise_with_easier,
    exercise_with_harder,
    exercise_in_pair,
    tip_with,
    situation_with_tip,
    week_with,
    article_with_exercise,
    article_with_course,
    article_with_related,
    article_of_same_topic,
    topic_with,
]


@pytest.mark.parametrize("make", NEIGHBOURS, ids=lambda make: make.__name__)
def test_a_page_shows_nothing_of_a_hidden_neighbour(client, hidden, make):
    page = make(hidden)

    response = client.get(page.get_absolute_url())

    assert response.status_code == 200
    assert SECRET not in response.text


@pytest.mark.parametrize("make", NEIGHBOURS, ids=lambda make: make.__name__)
def test_the_same_neighbour_is_shown_once_it_is_published(client, make):
    page = make({})

    assert SECRET in client.get(page.get_absolute_url()).text


@pytest.mark.parametrize(
    "path", ["/", "/uebungen/", "/koerperkarte/", "/muskelpaare/", "/vorbeugen/", "/artikel/"]
)
def test_no_list_shows_what_is_hidden(client, hidden, path):
    muscle = f.MuscleFactory()
    MusclePairFactory(strengthening=secret_exercise(hidden, agonists=[muscle]))
    TipFactory(title_de=SECRET, **hidden)
    ArticleFactory(title_de=SECRET, **hidden)

    assert SECRET not in client.get(path, follow=True).text


def test_a_plan_neither_holds_nor_suggests_a_hidden_exercise(client, hidden):
    first, second = f.MuscleFactory(), f.MuscleFactory()
    exercise = ExerciseFactory(agonists=[first])
    secret = secret_exercise(hidden, agonists=[second])
    MusclePairFactory(first=first, second=second, strengthening=secret)

    text = client.get(f"/plan/?e={exercise.key},{secret.key}").text

    assert SECRET not in text


def test_markup_stored_past_every_check_does_no_harm(client):
    dirty = '<p>Vorher.</p><script>alert(1)</script><img src=x onerror="alert(2)">'
    article = ArticleFactory()
    block = f.RichTextFactory(parent=article)
    RichText.objects.filter(pk=block.pk).update(text_de=dirty)
    tip = TipFactory()
    Tip.objects.filter(pk=tip.pk).update(how_de=dirty)

    for page in (article, tip.situation):
        text = client.get(page.get_absolute_url()).text
        assert "Vorher." in text
        assert "alert(" not in text
        assert "onerror" not in text


@pytest.mark.parametrize(("minutes", "is_taken"), [(59, True), (61, False)])
def test_a_follow_up_is_taken_for_an_hour_and_no_longer(client, monkeypatch, minutes, is_taken):
    token = intake.follow_up_token(f.RatingFactory())
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + minutes * 60)

    response = client.get(f"/bewertung/{token}/")

    assert response.status_code == (200 if is_taken else 410)


@pytest.mark.parametrize(
    "factory",
    [
        ArticleFactory,
        ExerciseFactory,
        MusclePairFactory,
        f.ProgrammeFactory,
        f.InfoPageFactory,
        f.TopicFactory,
        f.SituationFactory,
    ],
)
def test_another_languages_address_leads_to_the_readers_own(client, factory):
    page = factory(translated=True)
    with translation.override("en"):
        own = page.get_absolute_url()
    other = own.replace(page.slug_en, page.slug_de)

    response = client.get(other)

    assert response.status_code in (301, 302)
    assert response.url == own
    assert client.get(own).status_code == 200


def test_a_page_that_varies_by_cookie_is_nobodys_but_its_readers():
    request = RequestFactory().get("/")
    response = HttpResponse("…")
    assert is_readers_page(request, response)

    patch_vary_headers(response, ["Cookie"])

    assert not is_readers_page(request, response)


def test_a_page_that_sets_a_cookie_is_nobodys_but_its_readers():
    response = HttpResponse("…")
    response.set_cookie("a", "b")

    assert not is_readers_page(RequestFactory().get("/"), response)


def with_pictures(count):
    return [ExerciseFactory(picture=f.PictureFactory()) for _ in range(count)]


@pytest.mark.parametrize("path", ["/uebungen/", "/muskelpaare/", "/vorbeugen/", "/programme/", "/"])
def test_more_pictures_ask_no_more_of_the_database(client, path, django_assert_max_num_queries):
    def add(count):
        for exercise in with_pictures(count):
            MusclePairFactory(strengthening=exercise)
            TipFactory(exercise=exercise)
            f.SessionExerciseFactory(exercise=exercise)

    add(2)
    client.get(path)
    with django_assert_max_num_queries(100) as few:
        client.get(path)
    add(4)

    with django_assert_max_num_queries(len(few)):
        client.get(path)
