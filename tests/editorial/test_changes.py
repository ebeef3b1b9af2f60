"""The one owner of what is derived: nothing is stale when a change is stored, whoever made it."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from editorial import changes
from editorial.models import Change
from search import index
from search.models import SearchDocument
from search.query import ranked, with_pages
from tests.editorial.filled_form import filled_form
from tests.factories import (
    ArticleFactory,
    ExerciseFactory,
    MuscleFactory,
    MusclePairFactory,
    RegionFactory,
    SituationFactory,
    TipFactory,
    TopicFactory,
    UserFactory,
    WarningSignsFactory,
)

pytestmark = pytest.mark.django_db


def found(text, language="de"):
    return [document.title for document in ranked(text, language)]


@pytest.fixture
def at(monkeypatch):
    """Move the clock to a moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def store(obj, **values):
    """Change an object as an editor does and end the transaction."""
    for name, value in values.items():
        setattr(obj, name, value)
    obj.save()
    changes.note(obj)
    changes.bring_up_to_date()


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (ArticleFactory, "topic"),
        (TipFactory, "situation"),
        (MusclePairFactory, "first"),
        (MusclePairFactory, "second"),
    ],
)
def test_a_page_is_found_by_what_it_shows_under_its_new_name(page, shown):
    made = page()
    index.rebuild()

    other = getattr(made, shown)
    name = "name_de" if hasattr(other, "name_de") else "title_de"
    store(other, **{name: "Quastenflosser"})

    assert made.title in found("Quastenflosser")


@pytest.mark.parametrize("shown", ["agonists", "antagonists", "regions"])
def test_an_exercise_is_found_by_the_new_name_of_its_muscles_and_regions(shown):
    other = RegionFactory() if shown == "regions" else MuscleFactory()
    exercise = ExerciseFactory(**{shown: [other]})
    index.rebuild()

    store(other, name_de="Quastenflosser")

    assert found("Quastenflosser") == [exercise.title]


def test_a_situation_is_found_by_a_new_tip_and_no_longer_by_a_deleted_one():
    situation = SituationFactory(title_de="Am Herd")
    tip = TipFactory(situation=situation, title_de="Quastenflosser")
    store(tip)
    assert set(found("Quastenflosser")) == {"Am Herd", "Quastenflosser"}

    changes.note(tip)
    tip.delete()
    changes.bring_up_to_date()

    assert found("Quastenflosser") == []


def test_a_tip_leads_to_the_new_address_of_its_situation():
    tip = TipFactory(title_de="Aufstehen")
    index.rebuild()

    store(tip.situation, slug_de="ganz-woanders")

    (hit,) = with_pages(ranked("Aufstehen", "de")[:1])
    assert hit.url.startswith("/vorbeugen/ganz-woanders/")


def test_a_situation_is_no_longer_found_by_a_tip_that_has_moved(
    client, django_capture_on_commit_callbacks
):
    left = SituationFactory(title_de="Am Herd")
    tip = TipFactory(situation=left, title_de="Quastenflosser")
    index.rebuild()
    client.force_login(UserFactory())
    form = reverse("admin:prevention_tip_change", args=[tip.pk])

    with django_capture_on_commit_callbacks(execute=True):
        situation = SituationFactory(title_de="Im Garten").pk
        client.post(form, filled_form(client.get(form)) | {"situation": situation})

    assert set(found("Quastenflosser")) == {"Im Garten", "Quastenflosser"}


@pytest.mark.parametrize(
    ("action", "after"), [("delete_selected", []), ("withdraw_pages", []), ("", ["Ischias"])]
)
def test_what_an_action_takes_from_readers_is_found_no_more(
    action, after, client, django_capture_on_commit_callbacks
):
    article = ArticleFactory(title_de="Ischias")
    index.rebuild()
    client.force_login(UserFactory())
    chosen = {"action": action, "_selected_action": [article.pk], "post": "yes"}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:articles_article_changelist"), chosen)

    assert found("Ischias") == after
    assert SearchDocument.objects.exists() == bool(after)


def test_a_planned_page_is_found_the_second_its_time_has_come(at):
    moment = timezone.now() + dt.timedelta(days=1)
    store(ArticleFactory(title_de="Hexenschuss", published_at=moment))

    at(moment - dt.timedelta(seconds=1))
    assert found("Hexenschuss") == []
    at(moment)
    assert found("Hexenschuss") == ["Hexenschuss"]


def test_a_notice_in_force_from_tomorrow_takes_the_place_of_todays_then(at):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    WarningSignsFactory(emergency_de="Altes Zeichen")
    WarningSignsFactory(emergency_de="Quastenflosser", in_force_since=tomorrow)
    midnight = dt.datetime.combine(tomorrow, dt.time(), timezone.get_current_timezone())
    index.rebuild()

    at(midnight - dt.timedelta(seconds=1))
    assert (len(found("Altes")), len(found("Quastenflosser"))) == (1, 0)
    at(midnight)
    assert (len(found("Altes")), len(found("Quastenflosser"))) == (0, 1)


def test_a_change_that_is_rolled_back_is_not_noted():
    topic = TopicFactory()
    with transaction.atomic():
        changes.note(topic)
        transaction.set_rollback(True)

    assert not Change.objects.exists()


def test_a_failure_leaves_the_note_for_the_next_change(
    monkeypatch, django_capture_on_commit_callbacks
):
    article = ArticleFactory(title_de="Hexenschuss")
    with monkeypatch.context() as patch:
        patch.setattr(changes, "DERIVED", [lambda pages: 1 / 0])
        with django_capture_on_commit_callbacks(execute=True):
            changes.note(article)
    assert Change.objects.exists()

    store(TopicFactory())

    assert found("Hexenschuss") == ["Hexenschuss"]
    assert not Change.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_changes_of_one_page_at_once_leave_one_document():
    if connection.vendor == "sqlite":
        pytest.skip("the tests' database in memory lets nobody wait")
    article = ArticleFactory(title_de="Ischias")
    ready = threading.Barrier(4)

    def save():
        ready.wait()
        with transaction.atomic():
            changes.note(article)
        connection.close()

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert SearchDocument.objects.filter(language="de").count() == 1
    assert not Change.objects.exists()
