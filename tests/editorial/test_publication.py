"""When readers see a page, what its address is, and what the database never lets happen."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import reversion
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.utils import timezone, translation
from reversion.models import Version

from articles.models import Article
from editorial.models import Change
from editorial.publication import Status
from editorial.publishing import publish, withdraw
from tests import factories

pytestmark = pytest.mark.django_db

OUR_APPS = ("articles", "editorial", "exercises", "feedback", "portal", "prevention")


def noted() -> list[tuple[type, int]]:
    """The pages noted as changed, in the order they were."""
    return [
        (each.content_type.model_class(), each.object_id) for each in Change.objects.order_by("pk")
    ]


# --- Visibility ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("days", [-30, -1, 0, 1, 30])
def test_queryset_and_object_agree_on_what_is_public(status: str, days: int) -> None:
    moment = timezone.now() + dt.timedelta(days=days)
    article = factories.ArticleFactory(status=status, published_at=moment)

    assert Article.objects.published().filter(pk=article.pk).exists() == article.is_public


def test_page_planned_for_tomorrow_is_not_public() -> None:
    tomorrow = timezone.now() + dt.timedelta(days=1)

    assert not factories.ArticleFactory(published_at=tomorrow).is_public


# --- Publishing ------------------------------------------------------------------------------


def test_publishing_sets_the_state_and_the_date() -> None:
    article = factories.ArticleFactory(draft=True)

    publish(page=article, by=factories.UserFactory())

    article.refresh_from_db()
    assert article.is_public


def test_publishing_keeps_a_date_in_the_future() -> None:
    moment = timezone.now() + dt.timedelta(days=7)
    article = factories.ArticleFactory(draft=True, published_at=moment)

    publish(page=article, by=factories.UserFactory())

    assert article.published_at == moment
    assert not article.is_public


def test_publishing_is_kept_as_a_version_with_its_author() -> None:
    article, editor = factories.ArticleFactory(draft=True), factories.UserFactory()

    publish(page=article, by=editor)

    newest, first = Version.objects.get_for_object(article)
    assert (newest.revision.user, newest.field_dict["status"]) == (editor, Status.PUBLISHED)
    assert first.field_dict["status"] == Status.DRAFT


def test_publishing_is_noted() -> None:
    article = factories.ArticleFactory(draft=True)

    publish(page=article, by=factories.UserFactory())

    assert noted() == [(Article, article.pk)]


def test_publishing_refuses_a_page_that_is_not_complete() -> None:
    article = factories.ArticleFactory(draft=True)
    Article.objects.filter(pk=article.pk).update(lead_de="")
    article.refresh_from_db()

    with pytest.raises(ValidationError):
        publish(page=article, by=factories.UserFactory())

    assert noted() == []
    assert not Article.objects.published().exists()


def test_withdrawing_hides_a_page_and_keeps_its_first_date() -> None:
    article = factories.ArticleFactory()
    published_at = article.published_at

    withdraw(page=article, by=factories.UserFactory())

    article.refresh_from_db()
    assert (article.is_public, article.published_at) == (False, published_at)
    assert noted() == [(Article, article.pk)]


def test_a_restored_version_has_its_blocks_again() -> None:
    article = factories.ArticleFactory(draft=True)
    block = factories.RichTextFactory(parent=article, text_de="<p>Vorher.</p>")
    publish(page=article, by=factories.UserFactory())
    with reversion.create_revision():
        block.text_de = "<p>Nachher.</p>"
        block.save()
        article.save()

    Version.objects.get_for_object(article)[1].revision.revert(delete=True)

    block.refresh_from_db()
    assert block.text_de == "<p>Vorher.</p>"


# --- Addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Rückenschmerzen", "rueckenschmerzen"),
        ("Über Größe und Maß", "ueber-groesse-und-mass"),
        ("Ödeme & Wärme?", "oedeme-waerme"),
        ("Café am Morgen", "cafe-am-morgen"),
    ],
)
def test_address_writes_umlauts_the_german_way(title: str, slug: str) -> None:
    assert factories.ArticleFactory(title_de=title).slug_de == slug


def test_address_an_editor_chose_stays() -> None:
    article = factories.ArticleFactory(title_de="Ein langer Titel", slug_de="kurz")

    assert article.slug_de == "kurz"


def test_title_in_another_script_keeps_the_german_address() -> None:
    article = factories.ArticleFactory(
        title_de="Rücken", title_ar="الظهر", lead_ar="نص", key_points_ar="نص"
    )

    assert article.slug_ar == "ruecken"


def test_second_page_of_a_title_gets_an_address_with_a_number() -> None:
    factories.ArticleFactory(title_de="Rücken")
    factories.ArticleFactory(title_de="Rücken")

    assert factories.ArticleFactory(title_de="Rücken").slug_de == "ruecken-3"


def test_typed_address_of_another_page_is_refused_at_its_field() -> None:
    factories.ArticleFactory(title_de="Rücken")

    with pytest.raises(ValidationError) as refused:
        factories.ArticleFactory(slug_de="ruecken")

    assert list(refused.value.message_dict) == ["slug_de"]


@pytest.mark.parametrize("title", ["🔥", "?!", "الظهر", "  "])
@pytest.mark.parametrize(
    ("factory", "place"),
    [
        (factories.TopicFactory, "/themen/"),
        (factories.ArticleFactory, "/artikel/"),
        (factories.SituationFactory, "/vorbeugen/"),
    ],
)
def test_page_without_letters_in_its_title_has_an_address(
    client: Client, factory: Any, place: str, title: str
) -> None:
    page = factory.build(key="", title_de=title)
    if isinstance(page, Article):
        page.topic.save()
        page.topic_id = page.topic.pk
    page.save()

    assert re.fullmatch(r"[a-z]+-[0-9a-f]{8}", page.slug_de)
    assert page.key == page.slug_de
    assert client.get(page.get_absolute_url()).status_code == 200
    assert client.get("/").status_code == 200


def test_address_of_signs_is_the_same_wherever_it_is_made() -> None:
    first = factories.TopicFactory(key="", title_de="🔥")
    address = first.slug_de
    first.delete()

    assert factories.TopicFactory(key="", title_de="🔥").slug_de == address


def test_address_is_not_the_german_one_of_another_page() -> None:
    factories.TopicFactory(title_de="Arm")

    page = factories.TopicFactory(title_de="Waffe", title_en="Arm", lead_en="A lead.")

    assert page.slug_en == "arm-2"


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"slug_de": "arm"}, {"title_en": "Arm", "slug_en": "arm"}, "slug_en"),
        ({"title_en": "Arm", "slug_en": "arm"}, {"slug_de": "arm"}, "slug_de"),
    ],
)
def test_typed_address_with_two_meanings_is_refused(
    first: dict[str, str], second: dict[str, str], field: str
) -> None:
    factories.TopicFactory(**first)

    with pytest.raises(ValidationError) as refused:
        factories.TopicFactory(**second)

    assert list(refused.value.message_dict) == [field]


def test_same_address_in_two_languages_of_one_page_is_right() -> None:
    page = factories.TopicFactory(title_de="Yoga", title_en="Yoga", title_tr="Yoga")

    assert (page.slug_de, page.slug_en, page.slug_tr) == ("yoga", "yoga", "yoga")


def test_key_that_exists_gets_a_number() -> None:
    factories.TopicFactory(key="", title_de="Rücken")

    assert factories.TopicFactory(key="", title_de="Rücken").key == "ruecken-2"


def test_page_is_found_under_its_own_and_under_its_german_address() -> None:
    article = factories.ArticleFactory(
        title_de="Rücken", title_en="Back", lead_en="A lead.", key_points_en="One."
    )

    with translation.override("en"):
        assert Article.objects.at("back") == Article.objects.at("ruecken") == article
        with pytest.raises(Http404):
            Article.objects.at("dos")


# --- Languages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title_en": "Back", "key_points_en": "One."}, "lead_en"),
        ({"lead_de_simple": "Ein Satz.", "key_points_de_simple": "Eins."}, "title_de_simple"),
    ],
)
def test_half_filled_language_is_refused(fields: dict[str, str], wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        factories.ArticleFactory(**fields)

    assert set(refused.value.message_dict) == {wrong}


def test_page_knows_its_languages() -> None:
    assert factories.ArticleFactory().languages == ["de"]
    assert factories.ArticleFactory(translated=True).languages == ["de", "en", "de-simple"]


def test_german_is_shown_where_a_language_is_missing() -> None:
    article = factories.ArticleFactory()

    with translation.override("en"):
        assert article.shown_language == "de"


# --- What must always hold -------------------------------------------------------------------


def test_every_constraint_names_its_app_and_model() -> None:
    models = [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]

    for model in models:
        start = f"{model._meta.app_label}_{model._meta.model_name}_"
        for constraint in model._meta.constraints:
            assert constraint.name.startswith(start)


IMPOSSIBLE: list[tuple[Any, dict[str, Any], str]] = [
    (factories.TopicFactory, {"slug_de": ""}, "articles_topic_slug_de_not_empty"),
    (factories.ArticleFactory, {"slug_de": None}, "articles_article_slug_de_not_empty"),
    (factories.CautionFactory, {"code": "ä"}, "exercises_caution_code_a_to_z"),
    (factories.ArticleFactory, {"published_at": None}, "articles_article_published_has_date"),
    (
        factories.ArticleFactory,
        {"reviewed_on": dt.date(2026, 5, 1), "review_due_on": dt.date(2026, 5, 1)},
        "articles_article_review_due_after_review",
    ),
    (factories.FigureFactory, {"drawing": ""}, "articles_figure_drawing_or_picture"),
    (factories.SourceFactory, {"year": 18}, "editorial_source_year_plausible"),
    (factories.WarningSignsFactory, {"version": 0}, "editorial_warningsigns_version_positive"),
    (factories.ExerciseFactory, {"level": 4}, "exercises_exercise_level_1_to_3"),
    (factories.ExerciseFactory, {"start_sets": 0}, "exercises_exercise_start_positive"),
    (
        factories.ExerciseFactory,
        {"goal_repetitions": 1},
        "exercises_exercise_start_at_most_goal",
    ),
    (
        factories.ExerciseFactory,
        {"goal_hold": 9},
        "exercises_exercise_seconds_in_both_or_none",
    ),
    (factories.ExerciseFactory, {"form": "time"}, "exercises_exercise_form_has_seconds"),
    (factories.ExerciseFactory, {"kind": "isometric"}, "exercises_exercise_isometric_is_a_hold"),
    (
        factories.ExerciseFactory,
        {"days_per_week_to": 1},
        "exercises_exercise_days_in_order",
    ),
    (factories.TipFactory, {"minutes": 0}, "prevention_tip_minutes_positive"),
    (factories.RatingFactory, {"language": "fr"}, "feedback_rating_language_stored"),
    (factories.RatingFactory, {"reason": "too_hard"}, "feedback_rating_reason_fits_answer"),
]


@pytest.mark.parametrize(
    ("factory", "values", "name"), IMPOSSIBLE, ids=[name for *_rest, name in IMPOSSIBLE]
)
def test_database_refuses_what_cannot_be(factory: Any, values: dict[str, Any], name: str) -> None:
    obj = factory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(obj)._base_manager.filter(pk=obj.pk).update(**values)


def test_database_refuses_a_muscle_as_its_own_opponent() -> None:
    pair = factories.MusclePairFactory()

    with pytest.raises(IntegrityError, match="two_muscles"), transaction.atomic():
        type(pair).objects.filter(pk=pair.pk).update(first=pair.second)


@pytest.mark.parametrize("field", ["slug_de", "slug_en", "slug_de_simple"])
def test_database_refuses_a_second_page_at_an_address(field: str) -> None:
    one, other = factories.ArticleFactory.create_batch(2, translated=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=other.pk).update(**{field: getattr(one, field)})


def test_database_refuses_a_second_week_of_the_same_number() -> None:
    week = factories.WeekFactory(number=1)
    second = factories.WeekFactory(number=2, programme=week.programme)

    with pytest.raises(IntegrityError), transaction.atomic():
        type(week).objects.filter(pk=second.pk).update(number=1)


def test_a_language_nobody_is_offered_may_be_half_written() -> None:
    article = factories.ArticleFactory.build(topic=factories.TopicFactory(), title_ar="عنوان")

    article.full_clean()
