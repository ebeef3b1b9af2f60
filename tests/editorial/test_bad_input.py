"""Whatever is typed into a form of the admin: a sentence at the field or a page saved, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.models import BLOCKS, Article
from editorial.text import tidy_text
from exercises.models import Exercise
from feedback.models import Rating
from tests import factories
from tests.editorial.filled_form import filled_form
from tests.editorial.test_admin import FACTORIES
from training.models import Programme, Session, Week

pytestmark = pytest.mark.django_db

User = get_user_model()

BAD = {
    "emoji": "🔥",
    "nul": "a\x00b",
    "right to left": "\u202eا ل\u202c",
    "surrogate": "\ufffd\ufffe",
    "negative": "-1",
    "huge number": "9" * 30,
    "no number": "NaN",
    "markup": "<script>alert(1)</script><p onclick=x>",
    "first day": "01.01.0001",
    "last day": "31.12.9999",
    "forged id": "999999",
    "long": "x" * 60_000,
}


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
EDITED = [kind for kind in [*FACTORIES, User, Group] if kind is not Rating]

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


def typed(data: dict[str, Any], value: str) -> dict[str, Any]:
    """The form with the same value in every field an editor reaches, and in the hidden ones."""
    return {
        name: "00:00" if name.endswith("_1") else value
        for name in data
        if not name.startswith(("csrf", "_")) and not name.endswith("_FORMS")
    }


def wrong_fields(response: Any) -> Iterator[tuple[str, Any]]:
    """The full name and the errors of each field that was refused."""
    context = response.context
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += formset.formset.forms
    for form in forms:
        for name, errors in form.errors.as_data().items():
            yield form.add_prefix(name), errors


def sentences(errors: list[Any], language: str) -> list[str]:
    with translation.override(language):
        return [str(message) for error in errors for message in error.messages]


@pytest.mark.parametrize("value", BAD.values(), ids=BAD)
@each_form
def test_bad_input_is_saved_or_answered_with_a_sentence(
    editor: Client, kind: Any, value: str
) -> None:
    obj = made(kind)
    right = filled_form(editor.get(address(obj)))
    bad = typed(right, value)

    while True:
        response = editor.post(address(obj), right | bad)
        if response.status_code == 302:
            return
        refused = dict(wrong_fields(response))
        shown = filled_form(response)
        for name, errors in refused.items():
            german = sentences(errors, "de")
            assert all(re.match(r"\S.*[.!?)]$", text) for text in german), (name, german)
            assert german != sentences(errors, "en"), (name, german)
            if isinstance(right.get(name), str) and name in shown:
                assert shown[name] in (value, tidy_text(value)), name
        # What was refused is put right; the rest may still do harm where it is stored.
        put_right = {name for name in bad if any(name.startswith(wrong) for wrong in refused)}
        assert put_right, refused
        bad = {name: text for name, text in bad.items() if name not in put_right}
