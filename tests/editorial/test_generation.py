"""The generation of what readers see is new after every change and at every planned moment."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from editorial import changes, generation, moments
from editorial.generation import Generation, Gone
from editorial.publishing import publish, withdraw
from tests import factories as f
from tests.editorial.filled_form import filled_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """What this node knows; asks the cache each time."""
    return Generation(reread_seconds=0)


@pytest.fixture
def elsewhere():
    """What another node knows."""
    return Generation(reread_seconds=0)


@pytest.fixture
def at(monkeypatch):
    """Moves the clock."""

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def no_cache(monkeypatch):
    """Takes the cache away and gives it back."""

    class Away:
        is_away = True

        def __getattr__(self, name):
            if self.is_away:
                raise ConnectionError("the cache is away")
            return getattr(cache, name)

    away = Away()
    monkeypatch.setattr(generation, "cache", away)
    return away


def day(number):
    return dt.date(2031, 3, number)


def midnight(number):
    zone = timezone.get_default_timezone()
    return dt.datetime.combine(day(number), dt.time.min, tzinfo=zone)


# --- Changes --------------------------------------------------------------------------------------------


def test_nodes_agree_and_nothing_changes_by_itself(here, elsewhere):
    token = here.current()

    assert elsewhere.current() == here.current() == token
    assert not generation.is_blind(token)


def test_every_node_sees_that_it_was_raised(here, elsewhere):
    before = here.current()

    generation.raise_generation()

    assert here.current() == elsewhere.current() == generation.current() != before


def test_cache_is_asked_once_a_second_at_most(django_assert_num_queries):
    node = Generation()
    node.current()

    with django_assert_num_queries(0):
        for _ in range(5):
            node.current()


def test_publishing_and_withdrawing_raise_it(here, django_capture_on_commit_callbacks):
    article, editor = f.ArticleFactory(draft=True), f.UserFactory()
    tokens = [here.current()]
    for change in (publish, withdraw):
        with django_capture_on_commit_callbacks(execute=True):
            change(page=article, by=editor)
        tokens.append(here.current())

    assert len(set(tokens)) == 3


def test_many_changes_of_a_transaction_raise_it_once(here, django_capture_on_commit_callbacks):
    here.current()
    number = here.state.number
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            with transaction.atomic():
                generation.raise_on_commit(f.ArticleFactory())
        generation.raise_on_commit()
    here.current()

    assert here.state.number == number + 1
    assert here.gone.addresses == {}


def test_change_that_is_rolled_back_raises_nothing(here, django_capture_on_commit_callbacks):
    before = here.current()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        generation.raise_on_commit()
        transaction.set_rollback(True)

    assert here.current() == before


@pytest.mark.parametrize("lost", [generation.STATE, None])
def test_lost_generation_is_replaced_by_a_new_one(here, elsewhere, lost):
    before = here.current()
    cache.delete(lost) if lost else cache.clear()

    assert here.current() == elsewhere.current() != before
    assert not generation.is_blind(here.current())


# --- What has gone ----------------------------------------------------------------------------------------


def test_addresses_of_a_withdrawn_page_go_in_every_language(
    here, django_capture_on_commit_callbacks
):
    article = f.ArticleFactory(translated=True)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(page=article, by=f.UserFactory())
    here.current()

    assert article.get_absolute_url() in here.gone.addresses
    assert len(here.gone.addresses) == 3


def test_deleted_page_has_gone_and_a_row_of_a_list_takes_no_list_with_it(
    here, django_capture_on_commit_callbacks
):
    topic, offer = f.TopicFactory(), f.CourseOfferFactory()
    address = topic.get_absolute_url()
    with django_capture_on_commit_callbacks(execute=True):
        for page in (topic, offer):
            changes.note(page)
            page.delete()
    here.current()

    assert set(here.gone.addresses) == {address, *generation.addresses_of(topic)}
    assert generation.addresses_of(offer) == []


def test_address_a_page_has_left_has_gone(here, client, django_capture_on_commit_callbacks):
    article = f.ArticleFactory()
    left = article.get_absolute_url()
    client.force_login(f.UserFactory())
    form = reverse("admin:articles_article_change", args=[article.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(form, filled_form(client.get(form)) | {"slug_de": "anderswo"})
    here.current()
    article.refresh_from_db()

    assert left in here.gone.addresses
    assert article.get_absolute_url() not in here.gone.addresses


def test_what_cannot_be_asked_has_gone(monkeypatch):
    raising = generation.Raising()
    article = f.ArticleFactory()
    raising.note(article)

    def refuse(*args):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        assert article.get_absolute_url() in raising.gone()
    assert raising.gone() == set()


def test_failure_of_what_is_derived_does_not_keep_the_old_pages(
    here, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(pages):
        raise OperationalError("the index is broken")

    monkeypatch.setattr(changes, "DERIVED", [fail])
    before, article = here.current(), f.ArticleFactory()
    with transaction.atomic():
        changes.note(article)
        callbacks = [hook for _, hook, _ in connection.run_on_commit]
    with pytest.raises(OperationalError):
        callbacks[0]()
    callbacks[1]()

    assert here.current() != before


def test_older_copies_of_what_went_are_refused_and_newer_ones_are_not():
    gone = Gone("epoch", 1).with_more(["/a/"], 5)

    assert gone.concerns("/a/", "epoch", 4)
    assert not gone.concerns("/a/", "epoch", 5)
    assert not gone.concerns("/b/", "epoch", 4)
    assert gone.concerns("/b/", "other", 4)


def test_what_is_forgotten_makes_older_copies_refused():
    gone = Gone("epoch", 1)
    for number in range(2, generation.MOST_GONE + 12):
        gone = gone.with_more([f"/{number}/"], number)

    assert len(gone.addresses) == generation.MOST_GONE
    assert gone.since == 11
    assert gone.concerns("/anything/", "epoch", 10)
    assert not gone.concerns("/anything/", "epoch", 11)


def test_more_than_can_be_remembered_at_once_makes_all_older_copies_refused():
    addresses = [f"/{number}/" for number in range(generation.MOST_GONE + 1)]

    assert Gone("epoch", 1).with_more(addresses, 7).concerns("/anything/", "epoch", 6)


# --- The clock --------------------------------------------------------------------------------------------


def test_planned_moment_is_a_new_generation_from_its_second_on_without_a_read(here, elsewhere, at):
    moment = timezone.now().replace(microsecond=0) + dt.timedelta(minutes=5)
    f.ArticleFactory(published_at=moment)
    generation.raise_generation()
    before = here.current()
    elsewhere.current()

    at(moment - dt.timedelta(seconds=1))
    assert here.token() == elsewhere.token() == before
    at(moment)
    assert here.token() == elsewhere.token() != before


def test_moments_come_from_plans_reviews_and_notices_alone(at):
    at(midnight(1) + dt.timedelta(hours=9))
    plan = timezone.now() + dt.timedelta(hours=2)
    f.ArticleFactory(published_at=plan)
    f.ArticleFactory(published_at=plan, draft=True)
    f.ExerciseFactory(published_at=midnight(1), reviewed_on=day(1), review_due_on=day(4))
    f.ExerciseFactory(draft=True, reviewed_on=day(1), review_due_on=day(9))
    f.WarningSignsFactory(in_force_since=day(3))

    assert moments.moments_ahead() == (
        plan.timestamp(),
        midnight(3).timestamp(),
        midnight(5).timestamp(),
    )


def test_review_is_overdue_from_the_moment_on(at):
    at(midnight(1))
    page = f.ArticleFactory(published_at=midnight(1), reviewed_on=day(1), review_due_on=day(4))
    moment = dt.datetime.fromtimestamp(moments.moments_ahead()[0], dt.UTC)

    at(moment - dt.timedelta(seconds=1))
    assert not page.is_review_overdue
    at(moment)
    assert page.is_review_overdue


def test_moments_beyond_the_list_are_looked_for_when_it_has_run_out(here, at, monkeypatch):
    monkeypatch.setattr(generation, "MOST_MOMENTS", 1)
    monkeypatch.setattr(moments, "MOST_MOMENTS", 1)
    start = timezone.now().replace(microsecond=0)
    plans = [start + dt.timedelta(hours=hours) for hours in (1, 2)]
    for plan in plans:
        f.ArticleFactory(published_at=plan)

    tokens = []
    for moment in (start, *plans):
        at(moment)
        here.current()
        tokens.append(here.current())

    assert len(set(tokens)) == 3


# --- Outages ----------------------------------------------------------------------------------------------


def test_missing_cache_is_said_and_nothing_stays_old(here, no_cache, at):
    at(midnight(1))
    token = here.current()
    at(midnight(1) + dt.timedelta(seconds=generation.BLIND_SECONDS))

    assert generation.is_blind(token)
    assert here.current() != token


def test_raise_that_was_missed_is_made_good(elsewhere, no_cache):
    no_cache.is_away = False
    here, before = Generation(reread_seconds=0), elsewhere.current()
    here.current()
    no_cache.is_away = True
    here.raise_(["/gone/"])
    assert generation.is_blind(here.current())
    no_cache.is_away = False
    here.refresh()

    assert here.current() == elsewhere.current() != before
    assert "/gone/" in elsewhere.gone.addresses


def test_nothing_from_before_an_outage_is_shown_after_it(here, elsewhere, no_cache):
    """A change may have been made meanwhile by somebody who could not say so and is gone."""
    no_cache.is_away = False
    before = here.current()
    elsewhere.current()
    no_cache.is_away = True
    here.current()
    elsewhere.current()
    no_cache.is_away = False

    assert here.current() == elsewhere.current() != before


def test_what_was_not_asked_for_long_is_not_trusted(monkeypatch):
    node = Generation()
    node.current()
    later = time.monotonic() + generation.TRUSTED_SECONDS + 2
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert generation.is_blind(node.token())


def test_missing_database_is_said_too(here):
    def refuse(*args):
        raise ConnectionError("the database is away")

    with connection.execute_wrapper(refuse):
        assert generation.is_blind(here.current())
