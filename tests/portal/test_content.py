import filecmp
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Article
from editorial.publication import Publishable
from exercises.models import Exercise
from portal import content
from portal.search.query import ranked
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
SHIPPED = settings.BASE_DIR / "content"


def files_below(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_shipped_content_is_written_back_the_same(tmp_path):
    content.load(SHIPPED)

    content.write(tmp_path)

    names = files_below(SHIPPED)
    assert files_below(tmp_path) == names
    _, different, errors = filecmp.cmpfiles(SHIPPED, tmp_path, names, shallow=False)
    assert (different, errors) == ([], [])


def test_shipped_content_is_complete_in_all_languages_and_not_yet_reviewed():
    content.load(SHIPPED)

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
    content.load(SHIPPED)

    for kind in ("isometric", "stretching", "strengthening"):
        assert Exercise.objects.published().filter(kind=kind).count() >= 4
    for exercise in Exercise.objects.all():
        assert exercise.stop_rule
        assert exercise.steps.count() >= 3
        assert exercise.sources.exists()
        assert exercise.figure


def test_shipped_content_is_found_by_search():
    call_command("load_content", verbosity=0)

    assert ranked("Muskuläre Dysbalance", "de")[0].kind in ("article", "glossaryterm")
    assert ranked("bird dog", "en")[0].kind == "exercise"


def test_content_is_not_loaded_over_an_editors_work():
    ArticleFactory(title_de="Eigener Text")

    call_command("load_content", "--if-empty")

    assert [article.title for article in Article.objects.all()] == ["Eigener Text"]


def test_loading_twice_changes_nothing(tmp_path):
    content.load(SHIPPED)
    before = content.write(tmp_path / "first")

    content.load(SHIPPED)

    assert content.write(tmp_path / "second") == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- key: x\n  title: {de: X}\n  lead: {de: Y}\n  colour: red\n", "colour"),
        ("- key: x\n  title: {fr: X}\n", "unknown language fr"),
        ("- {key: x", "topics.yaml"),
        ("- title: {de: X}\n", "key"),
    ],
)
def test_a_faulty_file_is_named_and_nothing_of_it_is_stored(tmp_path: Path, text, message):
    (tmp_path / "topics.yaml").write_text(text)

    with pytest.raises(CommandError, match=message):
        call_command("load_content", tmp_path)

    assert not Article.objects.exists()


def test_script_in_a_file_is_taken_out(tmp_path: Path):
    folder = tmp_path / "info_pages"
    folder.mkdir()
    (folder / "x.yaml").write_text(
        "key: x\ntitle: {de: X}\nlead: {de: Y}\ntext: {de: '<p>gut</p><script>böse()</script>'}\n"
    )

    content.load(tmp_path)

    info = apps.get_model("portal.InfoPage").objects.get(key="x")
    assert info.text_de == "<p>gut</p>"
