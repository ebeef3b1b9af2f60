from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from articles.models import Article
from portal import content
from tests.factories import ArticleFactory

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

    content.load(tmp_path)

    info = apps.get_model("portal.InfoPage").objects.get(key="x")
    assert info.text_de == "<p>gut</p>"
