"""Editing: every page of the admin, its lists, its forms and the rules they keep."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator
from reversion.models import Version

from articles import models as articles
from editorial import models as editorial
from editorial.former import FormerAddress
from editorial.models import Change
from evidence import models as evidence
from exercises import cautions as care
from exercises import models as exercises
from feedback.models import Rating
from portal.models import InfoPage
from prevention import models as prevention
from records.models import LoadedRecord
from search.models import SearchDocument, Word
from tests import factories
from tests.editorial.filled_form import filled_form
from training import models as training

pytestmark = pytest.mark.django_db

FACTORIES: dict[Any, Any] = {
    articles.Article: factories.ArticleFactory,
    articles.GlossaryTerm: factories.GlossaryTermFactory,
    articles.Topic: factories.TopicFactory,
    editorial.Person: factories.PersonFactory,
    editorial.Picture: factories.PictureFactory,
    editorial.Source: factories.SourceFactory,
    editorial.WarningSigns: factories.WarningSignsFactory,
    evidence.Claim: factories.ClaimFactory,
    care.Caution: factories.CautionFactory,
    care.LoadTag: factories.LoadTagFactory,
    care.SafetySentence: factories.SafetySentenceFactory,
    exercises.Equipment: factories.EquipmentFactory,
    exercises.Exercise: factories.ExerciseFactory,
    exercises.Ladder: factories.LadderFactory,
    exercises.Muscle: factories.MuscleFactory,
    exercises.MusclePair: factories.MusclePairFactory,
    exercises.Position: factories.PositionFactory,
    training.Programme: factories.ProgrammeFactory,
    exercises.Region: factories.RegionFactory,
    training.Session: factories.SessionFactory,
    training.Week: factories.WeekFactory,
    prevention.CourseOffer: factories.CourseOfferFactory,
    prevention.Situation: factories.SituationFactory,
    prevention.Tip: factories.TipFactory,
    InfoPage: factories.InfoPageFactory,
    Rating: factories.RatingFactory,
}
PAGES = [kind for kind in FACTORIES if hasattr(kind, "status")]
#: Rows that are edited inside the form of what they belong to.
INLINE = {
    *articles.BLOCKS,
    exercises.Step,
    training.SessionExercise,
    editorial.WarningSign,
    evidence.Passage,
}
#: Made by the portal, edited by nobody.
NOT_EDITED = {SearchDocument, Word, Change, FormerAddress, LoadedRecord}
#: Reached from elsewhere, never added on their own.
NOT_ADDED = {Rating, training.Week, training.Session}

named = pytest.mark.parametrize("kind", FACTORIES, ids=lambda kind: kind._meta.model_name)
each_page = pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind._meta.model_name)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory())
    return client


def noted() -> list[tuple[type, int]]:
    """The pages noted as changed, in the order they were."""
    return [
        (each.content_type.model_class(), each.object_id) for each in Change.objects.order_by("pk")
    ]


def address(kind: Any, view: str, *args: Any) -> str:
    return reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_{view}", args=args)


def change(editor: Client, obj: Any, **fields: Any) -> Any:
    """Open the form of `obj`, change these fields and send it."""
    place = address(type(obj), "change", obj.pk)
    return editor.post(place, filled_form(editor.get(place)) | fields)


def errors_of(response: Any) -> dict[str, Any]:
    return response.context["adminform"].form.errors


# --- Every model and every page --------------------------------------------------------------


def test_every_model_is_edited_somewhere_or_deliberately_not() -> None:
    ours = {
        kind for kind in apps.get_models() if (settings.BASE_DIR / kind._meta.app_label).is_dir()
    }

    assert ours - set(admin.site._registry) == INLINE | NOT_EDITED
    assert ours & set(admin.site._registry) == set(FACTORIES)


@named
def test_list_form_and_history_answer(editor: Client, kind: Any) -> None:
    obj = FACTORIES[kind]()

    assert editor.get(address(kind, "changelist")).status_code == 200
    assert editor.get(address(kind, "change", obj.pk)).status_code == 200
    assert editor.get(address(kind, "history", obj.pk)).status_code == 200
    assert editor.get(address(kind, "delete", obj.pk)).status_code == 200


@named
def test_add_page_answers(editor: Client, kind: Any) -> None:
    expected = 403 if kind in NOT_ADDED else 200

    assert editor.get(address(kind, "add")).status_code == expected


@named
def test_form_can_be_saved_as_it_is(editor: Client, kind: Any) -> None:
    if kind is Rating:
        return
    obj = FACTORIES[kind]()
    if kind is exercises.Exercise:
        obj.regions.set([factories.RegionFactory()])
        obj.positions.set([factories.PositionFactory()])

    response = change(editor, obj)

    assert response.status_code == 302, errors_of(response)
    assert LogEntry.objects.get().get_change_message() == "Keine Felder geändert."


def test_untouched_rich_text_stays_as_the_editor_in_the_browser_sends_it(editor: Client) -> None:
    block = factories.RichTextFactory(
        text_de="<h3>Frage</h3>\n<ul>\n<li>z.&nbsp;B. <b>so</b></li></ul>"
    )
    stored = block.text_de

    change(editor, block.parent)

    block.refresh_from_db()
    assert block.text_de == stored == "<h3>Frage</h3><ul><li><p>z.&nbsp;B. so</p></li></ul>"
    assert LogEntry.objects.get().get_change_message() == "Keine Felder geändert."


def test_users_and_groups_are_managed(editor: Client) -> None:
    assert editor.get(reverse("admin:auth_user_changelist")).status_code == 200
    assert editor.get(address(Group, "add")).status_code == 200


def test_index_starts_with_what_editors_come_for(editor: Client) -> None:
    apps_shown = [app["app_label"] for app in editor.get("/admin/").context["app_list"]]

    assert apps_shown == [
        "articles",
        "exercises",
        "training",
        "prevention",
        "evidence",
        "feedback",
        "editorial",
        "portal",
        "auth",
    ]


def test_weeks_and_sessions_are_reached_from_their_programme(editor: Client) -> None:
    session = factories.SessionFactory()
    week = session.week

    programme_form = editor.get(address(training.Programme, "change", week.programme.pk))
    week_form = editor.get(address(training.Week, "change", week.pk))

    assert address(training.Week, "change", week.pk) in programme_form.content.decode()
    assert address(training.Session, "change", session.pk) in week_form.content.decode()
    assert address(training.Week, "changelist") not in editor.get("/admin/").content.decode()


# --- Lists -----------------------------------------------------------------------------------


@named
def test_number_of_queries_of_a_list_does_not_grow(editor: Client, kind: Any) -> None:
    FACTORIES[kind].create_batch(2)
    place = address(kind, "changelist")
    editor.get(place)  # content types are looked up once per process
    with CaptureQueriesContext(connection) as few:
        editor.get(place)

    FACTORIES[kind].create_batch(8)
    with CaptureQueriesContext(connection) as many:
        editor.get(place)

    assert len(many) <= len(few)
    assert len(many) <= 12


@named
def test_every_list_can_be_searched(editor: Client, kind: Any) -> None:
    if not admin.site._registry[kind].search_fields:
        return

    assert editor.get(address(kind, "changelist"), {"q": "rücken 'x\""}).status_code == 200


def test_search_finds_a_page_by_its_title_in_any_language(editor: Client) -> None:
    factories.ArticleFactory(
        title_de="Rücken", title_en="Backbone", lead_en="A lead.", key_points_en="One."
    )
    factories.ArticleFactory(title_de="Nacken")

    found = editor.get(address(articles.Article, "changelist"), {"q": "backbone"}).context["cl"]

    assert [page.title_de for page in found.result_list] == ["Rücken"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({"status__exact": "draft"}, "Entwurf"),
        ({"review": "overdue"}, "Alt"),
        ({"review": "soon"}, "Bald"),
        ({"missing": "en"}, "Nur Deutsch"),
    ],
)
def test_list_can_be_narrowed(editor: Client, query: dict[str, str], title: str) -> None:
    today = timezone.localdate()
    reviewed = {"translated": True, "reviewed_on": today - dt.timedelta(days=400)}
    factories.ArticleFactory(title_de="Entwurf", draft=True, translated=True)
    factories.ArticleFactory(title_de="Alt", review_due_on=today - dt.timedelta(days=1), **reviewed)
    factories.ArticleFactory(
        title_de="Bald", review_due_on=today + dt.timedelta(days=30), **reviewed
    )
    factories.ArticleFactory(title_de="Nur Deutsch")

    found = editor.get(address(articles.Article, "changelist"), query).context["cl"]

    assert [page.title_de for page in found.result_list] == [title]


# --- Forms -----------------------------------------------------------------------------------


@named
def test_form_offers_every_field(editor: Client, kind: Any) -> None:
    if kind in NOT_ADDED:
        return
    try:
        translated = set(translator.get_options_for_model(kind).all_fields)
    except NotRegistered:
        translated = set()
    hidden = re.compile(r"_(ar|tr|uk)$")
    expected = {
        field.name
        for field in [*kind._meta.concrete_fields, *kind._meta.many_to_many]
        if field.editable
        and not field.primary_key
        and field.name not in translated
        and not hidden.search(field.name)
    }

    form = editor.get(address(kind, "add")).context["adminform"].form

    assert set(form.fields) == expected


def test_form_hides_unpublished_languages_everywhere(editor: Client) -> None:
    article = factories.RichTextFactory().parent

    html = editor.get(address(articles.Article, "change", article.pk)).content.decode()

    assert 'name="title_de_simple"' in html
    assert 'name="articles_richtext_set-0-text_en"' in html
    assert not re.search(r'name="[^"]*_(ar|tr|uk)"', html)


def test_fields_are_called_by_their_language(editor: Client) -> None:
    form = editor.get(address(articles.Topic, "add")).context["adminform"].form

    assert form.fields["title_de_simple"].label == "Titel (Einfache Sprache)"


def test_german_is_required_and_other_languages_are_not(editor: Client) -> None:
    form = editor.get(address(articles.Topic, "add")).context["adminform"].form

    assert form.fields["title_de"].required
    assert not form.fields["title_en"].required


def test_half_filled_language_is_told_beside_the_field(editor: Client) -> None:
    response = change(editor, factories.ArticleFactory(), title_en="Back")

    assert list(errors_of(response)) == ["lead_en", "key_points_en"]


def test_hidden_languages_survive_saving(editor: Client) -> None:
    article = factories.ArticleFactory(title_tr="Sırt", lead_tr="Bir cümle.", key_points_tr="Bir.")

    change(editor, article, title_de="Neuer Titel")

    article.refresh_from_db()
    assert (article.title_de, article.title_tr) == ("Neuer Titel", "Sırt")


def test_script_in_rich_text_is_gone(editor: Client) -> None:
    block = factories.RichTextFactory()

    response = change(
        editor,
        block.parent,
        **{
            "articles_richtext_set-0-text_de": (
                '<p onclick="x()">Gut<script>alert(1)</script> '
                '<a href="javascript:alert(1)">hier</a></p>'
            ),
            "articles_richtext_set-0-text_en": "<p>Fine<img src=x onerror=alert(1)></p>",
        },
    )

    assert response.status_code == 302
    block.refresh_from_db()
    assert block.text_en == "<p>Fine</p>"
    assert block.text_de.startswith("<p>Gut")
    assert not re.search("script|onclick|javascript", block.text_de)


def test_markup_in_plain_fields_is_shown_as_text(editor: Client) -> None:
    article = factories.ArticleFactory(title_de="<script>alert(1)</script>")

    for place in (
        address(articles.Article, "changelist"),
        address(articles.Article, "change", article.pk),
    ):
        assert "<script>alert(1)</script>" not in editor.get(place).content.decode()


def test_key_never_changes(editor: Client) -> None:
    article = factories.ArticleFactory(key="rest")

    change(editor, article, key="other")

    article.refresh_from_db()
    assert article.key == "rest"


def test_scripts_of_the_editors_carry_the_nonce(editor: Client) -> None:
    response = editor.get(address(articles.Article, "add"))

    policy = response.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy).group(1)
    assert f'<script type="importmap" nonce="{nonce}"' in response.content.decode()
    assert "'unsafe-inline'" not in re.search(r"script-src[^;]*", policy).group(0)


def test_link_to_the_site_is_there_for_public_pages_only(editor: Client) -> None:
    public, draft = factories.ArticleFactory(), factories.ArticleFactory(draft=True)

    pages = [editor.get(address(articles.Article, "change", obj.pk)) for obj in (public, draft)]

    assert [page.context["absolute_url"] for page in pages] == [public.get_absolute_url(), None]


# --- Clinical sign-off -----------------------------------------------------------------------


def sign_off(editor: Client, reviewers: list[Any], **fields: Any) -> Any:
    keys = [person.pk for person in reviewers]
    return change(editor, factories.ArticleFactory(), clinical_reviewers=keys, **fields)


def test_review_by_a_clinician_is_accepted(editor: Client) -> None:
    clinician = factories.PersonFactory(clinician=True)

    response = sign_off(
        editor, [clinician, factories.PersonFactory()], reviewed_on=timezone.localdate()
    )

    assert response.status_code == 302


def test_review_day_needs_a_reviewer(editor: Client) -> None:
    response = sign_off(editor, [], reviewed_on="2026-01-15")

    assert list(errors_of(response)) == ["clinical_reviewers"]


def test_reviewer_needs_a_clinical_profession(editor: Client) -> None:
    response = sign_off(editor, [factories.PersonFactory()], reviewed_on="2026-01-15")

    assert list(errors_of(response)) == ["clinical_reviewers"]


def test_reviewer_needs_a_review_day(editor: Client) -> None:
    response = sign_off(editor, [factories.PersonFactory(clinician=True)])

    assert list(errors_of(response)) == ["reviewed_on"]


def test_review_cannot_lie_in_the_future(editor: Client) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    response = sign_off(editor, [factories.PersonFactory(clinician=True)], reviewed_on=tomorrow)

    assert list(errors_of(response)) == ["reviewed_on"]


def test_next_review_comes_after_the_last(editor: Client) -> None:
    clinician = factories.PersonFactory(clinician=True)

    response = sign_off(editor, [clinician], reviewed_on="2026-01-15", review_due_on="2026-01-15")

    assert list(errors_of(response)) == ["review_due_on"]


# --- Publishing and announcing ---------------------------------------------------------------


def act(editor: Client, kind: Any, action: str, *objects: Any, **fields: Any) -> Any:
    keys = [obj.pk for obj in objects]
    data = {"action": action, "_selected_action": keys} | fields
    return editor.post(address(kind, "changelist"), data, follow=True)


@each_page
def test_pages_are_published_and_withdrawn_from_the_list(editor: Client, kind: Any) -> None:
    pages = FACTORIES[kind].create_batch(2, draft=True)

    act(editor, kind, "publish_pages", *pages)
    assert kind.objects.published().filter(pk__in=[page.pk for page in pages]).count() == 2

    act(editor, kind, "withdraw_pages", *pages)
    assert not kind.objects.published().filter(pk__in=[page.pk for page in pages]).exists()
    assert {(kind, page.pk) for page in pages} <= set(noted())


def test_page_that_is_not_complete_is_named_and_the_others_are_published(editor: Client) -> None:
    whole, broken = factories.ArticleFactory.create_batch(2, draft=True)
    articles.Article.objects.filter(pk=broken.pk).update(lead_de="")

    response = act(editor, articles.Article, "publish_pages", whole, broken)

    assert list(articles.Article.objects.published()) == [whole]
    assert str(broken) in " ".join(str(message) for message in response.context["messages"])


def test_saving_notes_the_page(editor: Client) -> None:
    block = factories.RichTextFactory()

    change(editor, block.parent, **{"articles_richtext_set-0-text_de": "<p>Neu.</p>"})

    assert set(noted()) == {(articles.Article, block.parent_id)}


def test_what_is_noted_is_brought_up_to_date_once_it_is_stored(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    block = factories.RichTextFactory()

    with django_capture_on_commit_callbacks(execute=True):
        change(editor, block.parent, **{"articles_richtext_set-0-text_de": "<p>Neuigkeit.</p>"})

    assert noted() == []
    assert "neuig" in SearchDocument.objects.get(language="de").body_terms


def test_deleting_is_noted(editor: Client) -> None:
    article = factories.ArticleFactory()

    editor.post(address(articles.Article, "delete", article.pk), {"post": "yes"})

    assert noted() == [(articles.Article, article.pk)]
    assert not articles.Article.objects.exists()


def test_deleting_several_notes_each(editor: Client) -> None:
    pages = factories.ArticleFactory.create_batch(2)

    act(editor, articles.Article, "delete_selected", *pages, post="yes")

    assert set(noted()) == {(articles.Article, page.pk) for page in pages}
    assert not articles.Article.objects.exists()


@pytest.mark.parametrize("part", ["week", "session"])
def test_rows_of_a_programme_are_noted_as_the_programme(editor: Client, part: str) -> None:
    session = factories.SessionFactory()
    programme = session.week.programme

    change(editor, session if part == "session" else session.week, title_de="Neu")

    assert set(noted()) == {(training.Programme, programme.pk)}


# --- Versions --------------------------------------------------------------------------------


def restore(editor: Client, version: Version, kind: Any) -> Any:
    place = address(kind, "revision", version.object_id, version.pk)
    return editor.post(place, filled_form(editor.get(place)))


def test_shipped_page_can_be_restored_after_the_first_change(editor: Client) -> None:
    block = factories.RichTextFactory(text_de="<p>Wie geliefert.</p>")
    article = block.parent
    change(
        editor,
        article,
        title_de="Anders",
        **{"articles_richtext_set-0-text_de": "<p>Anders.</p>"},
    )

    first = Version.objects.get_for_object(article).last()
    assert restore(editor, first, articles.Article).status_code == 302

    article.refresh_from_db()
    block.refresh_from_db()
    assert (article.title_de != "Anders", block.text_de) == (True, "<p>Wie geliefert.</p>")


def test_restoring_a_page_leaves_those_published_with_it_alone(editor: Client) -> None:
    one, other = factories.ArticleFactory.create_batch(2, draft=True)
    act(editor, articles.Article, "publish_pages", one, other)
    change(editor, other, title_de="Später geändert")

    first = Version.objects.get_for_object(one).last()
    restore(editor, first, articles.Article)

    other.refresh_from_db()
    assert other.title_de == "Später geändert"
    assert articles.Article.objects.get(pk=one.pk).status == "draft"


def test_deleted_page_can_be_recovered(editor: Client) -> None:
    article = factories.RichTextFactory().parent
    editor.post(address(articles.Article, "delete", article.pk), {"post": "yes"})

    version = Version.objects.get_deleted(articles.Article).get()
    place = address(articles.Article, "recover", version.pk)
    editor.post(place, filled_form(editor.get(place)))

    assert articles.Article.objects.get().title_de == article.title_de
    assert articles.RichText.objects.count() == 1


def test_history_of_a_programme_lists_changes_of_its_sessions(editor: Client) -> None:
    item = factories.SessionExerciseFactory()
    programme = item.session.week.programme

    change(editor, item.session, **{"items-0-sets": "3"})

    assert Version.objects.get_for_object(programme).count() == 2
    first = Version.objects.get_for_object(programme).last()
    restore(editor, first, training.Programme)
    item.refresh_from_db()
    assert item.sets is None


# --- Ratings ---------------------------------------------------------------------------------


def test_rating_cannot_be_changed(editor: Client) -> None:
    rating = factories.RatingFactory(helpful=False, comment="Zu schwer.")

    response = editor.post(address(Rating, "change", rating.pk), {"helpful": "on"})

    rating.refresh_from_db()
    assert response.status_code == 403
    assert (rating.helpful, rating.comment) == (False, "Zu schwer.")


def test_rating_cannot_be_added(editor: Client) -> None:
    assert editor.post(address(Rating, "add"), {}).status_code == 403


def test_rating_can_be_deleted(editor: Client) -> None:
    rating = factories.RatingFactory()

    editor.post(address(Rating, "delete", rating.pk), {"post": "yes"})

    assert not Rating.objects.exists()


def test_list_of_ratings_shows_page_and_comment(editor: Client) -> None:
    rating = factories.RatingFactory(comment="Sehr gut <b>erklärt</b>.")

    html = editor.get(address(Rating, "changelist")).content.decode()

    assert address(articles.Article, "change", rating.object_id) in html
    assert "Sehr gut &lt;b&gt;erklärt&lt;/b&gt;." in html


def test_rating_of_a_deleted_page_is_still_listed(editor: Client) -> None:
    rating = factories.RatingFactory()
    rating.target.delete()

    assert editor.get(address(Rating, "changelist")).status_code == 200


@pytest.mark.parametrize("query", ["helpful__exact=0", "language__exact=de", "reason__exact=clear"])
def test_ratings_can_be_narrowed(editor: Client, query: str) -> None:
    factories.RatingFactory()

    assert editor.get(f"{address(Rating, 'changelist')}?{query}").status_code == 200
