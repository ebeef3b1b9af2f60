"""What the portal is delivered with."""

import filecmp
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from articles.models import Article
from editorial.models import WarningSigns
from editorial.publication import Publishable
from evidence.models import ON_IMBALANCE, WITH_WARNING_SIGNS, Claim
from exercises.models import Exercise, MusclePair
from portal.views import FIRST_DAYS
from records.loading import compare, load
from records.models import LoadedRecord
from records.normal import standing
from records.shape import places
from records.writing import write
from search.query import ranked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
SHIPPED = settings.BASE_DIR / "content"


def files_below(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def other_than_shipped(folder):
    """Return which files below a folder are not the shipped ones, or are not there."""
    names = files_below(SHIPPED)
    _, different, errors = filecmp.cmpfiles(SHIPPED, folder, names, shallow=False)
    return {*different, *errors, *(names ^ files_below(folder))}


def test_shipped_content_is_written_back_the_same(tmp_path):
    write(tmp_path)

    assert other_than_shipped(tmp_path) == set()


def test_loading_it_again_changes_nothing(tmp_path):
    assert compare(SHIPPED).is_done
    LoadedRecord.objects.all().delete()

    assert load(SHIPPED).changed == []

    write(tmp_path)
    assert other_than_shipped(tmp_path) == set()


def test_every_record_reads_back_as_it_is_remembered():
    remembered = {(row.place, row.key): row.record for row in LoadedRecord.objects.all()}

    for model, place in places().items():
        for obj in model.objects.all():
            key = place.path, str(getattr(obj, place.key))
            assert standing(obj) == remembered.pop(key), key
    assert remembered == {}


def test_shipped_content_is_complete_in_all_languages_and_not_yet_reviewed():
    pages = [
        page
        for model in apps.get_models()
        if issubclass(model, Publishable)
        for page in model.objects.all()
    ]
    assert len(pages) > 40
    assert [page for page in pages if page.languages != ["de", "en", "de-simple"]] == []
    assert [page for page in pages if page.is_reviewed or not page.is_public] == []


def test_shipped_library_has_what_a_reader_needs_to_start():
    for kind in ("isometric", "stretching", "strengthening"):
        assert Exercise.objects.published().filter(kind=kind).count() >= 4
    for exercise in Exercise.objects.all():
        assert exercise.ladder
        assert exercise.goal != exercise.dose
        assert exercise.steps.count() >= 3
        assert exercise.sources.exists()
        assert exercise.figure


def test_shipped_content_is_found_by_search():
    assert ranked("Muskuläre Dysbalance", "de")[0].kind in ("article", "glossaryterm")
    assert ranked("bird dog", "en")[0].kind == "exercise"


def test_the_warning_signs_are_told_in_every_language():
    notice = WarningSigns.objects.get()

    assert notice == WarningSigns.objects.current()
    assert {tier: len(signs) >= 3 for tier, signs in notice.tiers.items()} == {
        "emergency": True,
        "urgent": True,
        "soon": True,
    }


def test_every_evidence_statement_names_its_sources():
    statements = apps.get_model("evidence.Claim").objects.all()

    assert statements.count() >= 12
    assert [str(statement) for statement in statements if not statement.sources.exists()] == []


def test_no_programme_session_takes_longer_than_it_promises():
    sessions = apps.get_model("training.Session").objects.all()

    assert sessions.count() > 40
    assert max(session.minutes for session in sessions) <= 15


def test_links_in_texts_lead_somewhere(client):
    fields = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if type(field).__name__.endswith("ProseEditorField")
    ]
    links = {
        link
        for model, name in fields
        for text in model.objects.values_list(name, flat=True)
        for link in re.findall(r'href="(/[^"]*)"', text or "")
    }

    assert [link for link in links if client.get(link).status_code != 200] == []


def test_the_shipped_blanks_keep_a_portal_from_the_public():
    with pytest.raises(SystemCheckError, match=r"imprint.*blank"):
        call_command("check", deploy=True)


def test_what_the_code_calls_by_name_is_there_and_shown(client):
    pages = {
        "/warnzeichen/": [
            Article.objects.get(key=FIRST_DAYS),
            Claim.objects.get(key=WITH_WARNING_SIGNS),
        ],
        MusclePair.objects.all()[0].get_absolute_url(): [Claim.objects.get(key=ON_IMBALANCE)],
    }

    for path, shown in pages.items():
        text = client.get(path).text
        for page in shown:
            assert f'href="{page.get_absolute_url()}"' in text
