"""The warning signs: whole or not at all, never gone, their numbers ready to be called."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, QuerySet
from django.urls import reverse
from django.utils import timezone

from editorial.models import WarningSign, WarningSigns
from editorial.templatetags.editorial_tags import phone_links, rich
from records.loading import load
from records.shape import ContentError
from records.writing import write
from search import index
from search.query import ranked
from tests.editorial.filled_form import filled_form
from tests.factories import (
    ExerciseFactory,
    SafetySentenceFactory,
    WarningSignFactory,
    WarningSignsFactory,
)


@pytest.mark.django_db
@pytest.mark.parametrize("lacking", ["emergency_en", "urgent_de_simple", "soon_en"])
def test_a_version_that_some_readers_could_not_read_replaces_nothing(lacking):
    whole = WarningSignsFactory()
    WarningSignsFactory(**{lacking: ""})

    assert WarningSigns.objects.current() == whole


@pytest.mark.django_db
def test_a_version_without_signs_in_a_tier_replaces_nothing():
    whole = WarningSignsFactory()
    WarningSignsFactory().signs.filter(tier="soon").delete()

    assert WarningSigns.objects.current() == whole


@pytest.mark.django_db
def test_the_last_version_in_force_cannot_be_deleted_or_withdrawn():
    notice = WarningSignsFactory()

    for take_away in (
        notice.delete,
        lambda: WarningSigns.objects.all().delete(),
        lambda: WarningSigns.objects.update(in_force_since=None),
        lambda: WarningSign.objects.filter(tier="emergency").delete(),
        lambda: WarningSign.objects.update(text_en=""),
        lambda: withdrawn().save(),
    ):
        with pytest.raises(ProtectedError):
            take_away()
    notice = WarningSigns.objects.get()
    for since in (None, timezone.localdate() + dt.timedelta(days=1)):
        notice.in_force_since = since
        with pytest.raises(ValidationError, match="keine andere"):
            notice.full_clean()
    assert WarningSigns.objects.current().signs.count() == 4


def withdrawn():
    notice = WarningSigns.objects.get()
    notice.in_force_since = None
    return notice


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"text_en": ""}, "fehlt English"),
        ({"short_de_simple": ""}, "fehlt Einfache Sprache"),
        ({"DELETE": "on"}, "hat keine"),
    ],
)
def test_an_editor_cannot_leave_readers_a_version_that_is_not_whole(admin_client, changed, says):
    notice = WarningSignsFactory()
    path = reverse("admin:editorial_warningsigns_change", args=[notice.pk])
    form = filled_form(admin_client.get(path))
    row = next(name for name, text in form.items() if name.endswith("-tier") and text == ["soon"])
    form |= {row.replace("tier", name): text for name, text in changed.items()}

    answer = admin_client.post(path, form)

    assert says in answer.text
    assert WarningSigns.objects.current() == notice


@pytest.mark.django_db
def test_a_long_notice_can_still_be_saved(admin_client):
    notice = WarningSignsFactory()
    for place in range(70):
        WarningSignFactory(notice=notice, ordering=place)
    path = reverse("admin:editorial_warningsigns_change", args=[notice.pk])
    form = filled_form(admin_client.get(path))
    assert len(form) > 1000

    assert admin_client.post(path, form).status_code == 302


@pytest.mark.django_db
def test_a_file_with_a_version_that_is_not_whole_is_refused(tmp_path):
    WarningSignsFactory(soon_en="")
    write(tmp_path)
    QuerySet(WarningSigns).delete()

    with pytest.raises(ContentError, match="fehlt"):
        load(tmp_path)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["form", "list"])
def test_an_editor_is_told_why_the_last_version_stays(admin_client, way):
    notice = WarningSignsFactory()
    if way == "form":
        address, data = "admin:editorial_warningsigns_delete", {"post": "yes"}
        path = reverse(address, args=[notice.pk])
    else:
        path = reverse("admin:editorial_warningsigns_changelist")
        data = {"action": "delete_selected", "_selected_action": notice.pk, "post": "yes"}

    admin_client.post(path, data)

    assert WarningSigns.objects.current() == notice


@pytest.mark.django_db
def test_an_older_version_can_go():
    old, new = WarningSignsFactory(), WarningSignsFactory()

    old.delete()

    assert list(WarningSigns.objects.all()) == [new]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Rufen Sie 112.", ["112"]),
        ("112 oder 116117", ["112", "116117"]),
        ("Telefon 116 123 oder 0800 1110111", ["116123", "08001110111"]),
        ("1120 Menschen, 0,112, 21125 und 2112", []),
    ],
)
def test_numbers_for_help_can_be_called(text, links):
    shown = phone_links(text)

    assert [part.split('"')[0] for part in shown.split('href="tel:')[1:]] == links


def test_a_text_with_numbers_stays_a_text():
    assert "<b>" not in phone_links("<b>112</b>")


def test_numbers_in_rich_text_can_be_called_but_not_inside_a_link():
    shown = rich('<p>Rufen Sie <strong>112</strong>.</p><p><a href="/112/">Seite 112</a></p>')

    assert shown.count('href="tel:112"') == 1
    assert "<strong><a" in shown


@pytest.mark.django_db
def test_the_emergencies_and_when_to_stop_stand_open_before_the_first_thing_to_press(client):
    WarningSignsFactory(emergency_de="Lähmung")
    SafetySentenceFactory(text_de="Halt, wenn es sticht.")
    exercise = ExerciseFactory()
    pages = {
        exercise.get_absolute_url(): "/plan/training/",
        f"/plan/training/?e={exercise.key}": "data-trainer-begin",
    }

    for path, first in pages.items():
        text = client.get(path).text
        body = text[text.index("<main") :]
        assert body.index("Lähmung") < body.index("<details"), path
        assert body.index('href="tel:112"') < body.index(first), path
        assert body.index("Halt, wenn es sticht.") < body.index(first), path


@pytest.mark.django_db
def test_a_plan_shows_the_emergencies_before_its_training_begins(client):
    WarningSignsFactory(emergency_de="Lähmung")
    exercise = ExerciseFactory()

    text = client.get(f"/plan/?e={exercise.key}").text

    assert text.index("Lähmung") < text.index("/plan/training/")


@pytest.mark.django_db
def test_whoever_has_none_of_the_signs_is_led_on(client):
    WarningSignsFactory()

    text = client.get("/warnzeichen/").text

    for way in ("/artikel/", "/uebungen/", "/programme/"):
        assert f'<a href="{way}">' in text[text.index('id="none-of-these"') :]


@pytest.mark.django_db
def test_readers_are_led_to_their_part_of_the_body_and_their_group(client):
    notice = WarningSignsFactory()
    for place in ({"region": "neck"}, {"group": "children"}):
        WarningSignFactory(notice=notice, **place)

    text = client.get("/warnzeichen/").text

    for place, name in (("urgent-neck", "Nacken, Arme und Kopf"), ("urgent-children", "Kinder")):
        assert f'<a href="#{place}">{name}</a>' in text
        assert f'id="{place}">{name}</h3>' in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/uebungen/", "/muskelpaare/", "/programme/", "/koerperkarte/"]
)
def test_the_emergencies_stand_open_where_exercises_are_chosen(client, path):
    WarningSignsFactory(emergency_de="Lähmung")
    text = client.get(path).text

    body = text[text.index("<main") :]
    assert "Lähmung" in body
    assert "<details" not in body[: body.index("Lähmung")]


@pytest.mark.django_db
def test_warning_signs_are_found_by_the_words_readers_use():
    WarningSignFactory(
        notice=WarningSignsFactory(), lay_words_de="Gürtelrose", lay_words_en="shingles"
    )
    index.rebuild()

    assert [hit.kind for hit in ranked("Gürtelrose", "de")] == ["warningsigns"]
    assert [hit.kind for hit in ranked("shingles", "en")] == ["warningsigns"]


@pytest.mark.django_db
def test_nothing_stands_between_the_title_and_the_emergencies_but_one_line(client):
    WarningSignsFactory(emergency_de="Lähmung")
    text = client.get("/warnzeichen/").text
    head = text[text.index("</header>", text.index("<h1>")) : text.index("Lähmung")]

    assert head.count("<details") == head.count("</details>") == 1
    assert '<details class="fold" open' not in head
