from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from reversion import create_revision
from reversion.models import Version

from articles.models import Article
from records.loading import load
from records.shape import places
from records.writing import write
from tests.factories import ArticleFactory, RichTextFactory

pytestmark = pytest.mark.django_db


def test_content_is_not_loaded_over_an_editors_work():
    ArticleFactory(title_de="Eigener Text")

    call_command("load_content", "--if-empty")

    assert [article.title for article in Article.objects.all()] == ["Eigener Text"]


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

    load(tmp_path)

    info = apps.get_model("portal.InfoPage").objects.get(key="x")
    assert info.text_de == "<p>gut</p>"


# --- Stored versions ---------------------------------------------------------------------------


@pytest.fixture
def delivered(tmp_path: Path) -> Path:
    """A folder with an article of one section, which has been loaded into an empty database."""
    RichTextFactory(
        parent__key="stool", parent__title_de="Der Hocker", text_de="<p>Aus der Datei.</p>"
    )
    write(tmp_path)
    for model in reversed(places()):
        model.objects.all().delete()
    call_command("load_content", tmp_path)
    return tmp_path


def write_by_hand(text):
    """Change title and section of the article the way the admin stores it."""
    article = Article.objects.get()
    block = article.articles_richtext_set.get()
    article.title_de, block.text_de = text, f"<p>{text}</p>"
    with create_revision():
        block.save()
        article.save()


def stored():
    """The title of the article in each of its versions, the latest first."""
    versions = Version.objects.get_for_object(Article.objects.get())
    return [version.field_dict["title_de"] for version in versions]


def test_content_loaded_into_an_empty_database_has_no_versions(delivered):
    assert Article.objects.exists()
    assert not Version.objects.exists()


def ship(folder, old, new):
    """Change the article's file and load it."""
    file = folder / "articles" / "stool.yaml"
    file.write_text(file.read_text().replace(old, new))
    call_command("load_content", folder)


def test_what_loading_changed_can_be_restored_with_its_sections(delivered):
    ship(delivered, "Aus der Datei.", "Aus der neuen Datei.")
    assert (
        Article.objects.get().articles_richtext_set.get().text_de == "<p>Aus der neuen Datei.</p>"
    )

    before = Version.objects.get_for_object(Article.objects.get()).last()
    before.revision.revert(delete=True)

    article = Article.objects.get()
    assert [block.text_de for block in article.articles_richtext_set.all()] == [
        "<p>Aus der Datei.</p>"
    ]


def test_each_change_of_a_file_becomes_a_version_beside_what_was_there(delivered):
    ship(delivered, "Der Hocker", "Der Schemel")
    ship(delivered, "Der Schemel", "Die Bank")

    assert stored() == ["Die Bank", "Der Schemel", "Der Hocker"]


def test_a_faulty_file_leaves_no_version_behind(delivered):
    write_by_hand("Von Hand")
    (delivered / "articles" / "stool.yaml").write_text("key: stool\ncolour: red\n")

    with pytest.raises(CommandError, match="colour"):
        call_command("load_content", delivered)

    assert stored() == ["Von Hand"]
