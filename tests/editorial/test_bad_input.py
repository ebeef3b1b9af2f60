"""Whatever is typed into a form of the admin: a sentence at the field or a page saved, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.forms import SplitDateTimeField
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.models import BLOCKS, Article
from editorial.former import FormerAddress
from editorial.stored import Stored, text_fields
from editorial.text import tidy_text
from exercises.models import Equipment, Exercise, Region
from feedback.models import Rating
from prevention.models import Situation
from records.models import LoadedRecord
from search.models import SearchDocument, Word
from tests import factories
from tests.editorial.filled_form import filled_form
from tests.editorial.test_admin import FACTORIES
from training.models import Programme, Session, Week

pytestmark = pytest.mark.django_db

User = get_user_model()

BAD = {
    "signs": "🔥\x00\u202eا ل\ufffe",
    "huge number": "9" * 30,
    "forged id": "999999",
    "long": "x" * 60_000,
}
FAR_DAYS = {"first day": "01.01.0001", "last day": "31.12.9999"}
#: Edited like another kind that is here.
ALIKE = {Region, Equipment, Situation}


def made(kind: Any) -> Any:
    """An object with every kind of row its form can have."""
    return ROWS.get(kind, FACTORIES.get(kind, lambda: None))()


def article() -> Article:
    page = factories.ArticleFactory()
    for block in BLOCKS:
        getattr(factories, f"{block.__name__}Factory")(parent=page)
    return page


def exercise() -> Exercise:
    page = factories.ExerciseFactory()
    page.regions.set([factories.RegionFactory()])
    page.positions.set([factories.PositionFactory()])
    return page


ROWS: dict[Any, Any] = {
    Article: article,
    Exercise: exercise,
    Programme: lambda: factories.SessionFactory().week.programme,
    Week: lambda: factories.SessionFactory().week,
    User: factories.UserFactory,
    Group: lambda: Group.objects.create(name="Redaktion"),
}
EDITED = [kind for kind in [*FACTORIES, User, Group] if kind not in {Rating, *ALIKE}]

each_form = pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind._meta.model_name)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    # What is too much for one request is refused before any form sees it.
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory())
    return client


def address(obj: Any) -> str:
    kind = obj._meta
    return reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[obj.pk])


def forms_on(response: Any) -> list[Any]:
    """The form of the page and those of its rows."""
    rows = [inline.formset.forms for inline in response.context["inline_admin_formsets"]]
    return [response.context["adminform"].form, *chain.from_iterable(rows)]


def typed(response: Any, value: str) -> dict[str, Any]:
    """The same value for every field of the page, for those that cannot be seen too."""
    data = {}
    for form in forms_on(response):
        # A row that is to go may be as wrong as it likes.
        for name, field in ((n, f) for n, f in form.fields.items() if n != "DELETE"):
            parts = getattr(field.widget, "widgets_names", [""])
            times = dict.fromkeys((form.add_prefix(name) + part for part in parts[1:]), "00:00")
            data |= {form.add_prefix(name) + parts[0]: value} | times
    return data


def wrong_fields(response: Any) -> Iterator[tuple[str, Any]]:
    """The full name and the errors of each field that was refused."""
    for form in forms_on(response):
        for name, errors in form.errors.as_data().items():
            yield form.add_prefix(name), errors


def sentences(errors: list[Any], language: str) -> list[str]:
    with translation.override(language):
        return [str(message) for error in errors for message in error.messages]


@each_form
def test_bad_input_is_saved_or_answered_with_a_sentence(editor: Client, kind: Any) -> None:
    place = address(made(kind))
    page = editor.get(place)
    values = BAD | (FAR_DAYS if has_days(page) else {})

    for value in values.values():
        insist(editor, place, right=filled_form(page), bad=typed(page, value), value=value)


def has_days(page: Any) -> bool:
    days = (forms.DateField, forms.DateTimeField, SplitDateTimeField)
    return any(isinstance(field, days) for form in forms_on(page) for field in form.fields.values())


def insist(
    editor: Client, place: str, *, right: dict[str, Any], bad: dict[str, Any], value: str
) -> None:
    """Send the form with as much of the bad input as it takes, until it is saved."""
    while (response := editor.post(place, right | bad)).status_code != 302:
        refused = dict(wrong_fields(response))
        shown = filled_form(response)
        for name, errors in refused.items():
            assert_in_german(errors)
            if isinstance(right.get(name), str) and name in shown:
                assert shown[name] in (value, tidy_text(value)), name
        # What was refused is put right; the rest may still do harm where it is stored.
        put_right = {name for name in bad if name.startswith(tuple(refused))}
        assert put_right, refused
        bad = {name: text for name, text in bad.items() if name not in put_right}


def assert_in_german(errors: list[Any]) -> None:
    german = sentences(errors, "de")

    assert all(re.match(r"\S.*[.!?)]$", text) for text in german), german
    assert german != sentences(errors, "en"), german


@pytest.mark.parametrize("kind", [Article, Exercise, Programme, Week, Session])
def test_forged_number_of_rows_is_answered(editor: Client, kind: Any) -> None:
    place = address(made(kind))
    right = filled_form(editor.get(place))

    for value in ("-1", "x", "7"):
        forged = {name: value for name in right if name.endswith("_FORMS")}
        assert editor.post(place, right | forged).status_code in (200, 302)


def test_a_megabyte_in_one_field_is_answered_with_a_sentence(editor: Client) -> None:
    block = factories.RichTextFactory()
    place = address(block.parent)
    name = "articles_richtext_set-0-text_de"

    response = editor.post(place, filled_form(editor.get(place)) | {name: "<ul><li>" * 125_000})

    assert "höchstens 50000 Zeichen" in str(dict(wrong_fields(response))[name])


@pytest.mark.parametrize("key", ["Katze-Kuh", "katze kuh", "kühe", "🔥"])
def test_key_that_no_address_can_carry_is_refused(editor: Client, key: str) -> None:
    place = reverse("admin:exercises_muscle_add")

    response = editor.post(place, {"key": key, "name_de": "Muskel", "latin": "Musculus"})

    assert "key" in response.context["adminform"].form.errors


@pytest.mark.parametrize("code", ["a", "Ä", "1", "🔥", "AB"])
def test_caution_has_one_letter(editor: Client, code: str) -> None:
    place = reverse("admin:exercises_caution_add")

    response = editor.post(place, {"code": code, "name_de": "Osteoporose", "text_de": "Langsam."})

    assert "code" in response.context["adminform"].form.errors


def test_weeks_change_places(editor: Client) -> None:
    first = factories.WeekFactory(number=1)
    second = factories.WeekFactory(number=2, programme=first.programme)
    place = address(first.programme)
    swapped = {"weeks-0-number": "2", "weeks-1-number": "1"}

    response = editor.post(place, filled_form(editor.get(place)) | swapped)

    assert response.status_code == 302
    assert [week.pk for week in first.programme.weeks.all()] == [second.pk, first.pk]


def test_week_takes_the_number_of_one_that_goes(editor: Client) -> None:
    first = factories.WeekFactory(number=1)
    second = factories.WeekFactory(number=2, programme=first.programme)
    place = address(first.programme)
    moved = {"weeks-0-number": "2", "weeks-1-DELETE": "on"}

    response = editor.post(place, filled_form(editor.get(place)) | moved)

    assert response.status_code == 302
    assert [week.number for week in first.programme.weeks.all()] == [2]
    assert not Week.objects.filter(pk=second.pk).exists()


@pytest.mark.parametrize("factory", [factories.WeekFactory, factories.SessionFactory])
def test_number_of_a_neighbour_is_refused(editor: Client, factory: Any) -> None:
    row = factory(number=1)
    parent = {row.record.of: getattr(row, row.record.of)}
    place = address(factory(number=2, **parent))

    response = editor.post(place, filled_form(editor.get(place)) | {"number": "1"})

    assert "number" in response.context["adminform"].form.errors


@pytest.mark.parametrize("typed_title", ["Ru\u0308cken", " Rücken\u200b", "Rü\u0000cken"])
def test_list_is_searched_however_the_words_are_typed(editor: Client, typed_title: str) -> None:
    factories.TopicFactory(title_de="Rücken")
    place = reverse("admin:articles_topic_changelist")

    found = editor.get(place, {"q": typed_title}).context["cl"].result_list

    assert [topic.title_de for topic in found] == ["Rücken"]


#: What nobody types: no editor meets its constraints, and it is made of texts that came through the door.
MADE_BY_THE_PORTAL = {SearchDocument, Word, FormerAddress, LoadedRecord}


def test_every_constraint_has_a_sentence_for_editors() -> None:
    kinds = {kind for kind in apps.get_models() if not is_from_a_library(kind)}
    for kind in kinds - MADE_BY_THE_PORTAL:
        for constraint in kind._meta.constraints:
            default = models.BaseConstraint.default_violation_error_message
            assert constraint.violation_error_message != default, constraint.name


def is_from_a_library(kind: Any) -> bool:
    return "site-packages" in str(apps.get_app_config(kind._meta.app_label).path)


def test_every_text_comes_through_the_one_door() -> None:
    kinds = [kind for kind in apps.get_models() if not is_from_a_library(kind)]
    with_texts = {kind for kind in kinds if text_fields(kind)} - MADE_BY_THE_PORTAL

    assert with_texts == {kind for kind in with_texts if issubclass(kind, Stored)}
