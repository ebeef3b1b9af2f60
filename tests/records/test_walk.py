"""A portal prepared from nothing, edited, and brought up to date by a process of its own."""

import shutil
from pathlib import Path

import pytest

from tests import live

EDITS = """
from django.contrib.auth import get_user_model
from articles.models import Article
from editorial.publishing import withdraw
from exercises.models import Exercise
from prevention.models import Tip

article = Article.objects.get(key="doctor-visit")
article.title_de = "Mein Blatt für die Praxis"
article.save()
somebody = get_user_model().objects.create_superuser("editor", "e@example.org", "x")
withdraw(page=Exercise.objects.get(key="bird-dog"), by=somebody)
Tip.objects.get(key="stand-up-often").delete()
"""
SEEN = """
from articles.models import Article
from exercises.models import Exercise
from prevention.models import Tip

article, exercise = Article.objects.get(key="doctor-visit"), Exercise.objects.get(key="bird-dog")
print([article.title_de, article.title_en, exercise.title_de, exercise.status, Tip.objects.filter(key="stand-up-often").count()])
"""
#: What a release ships anew.
SHIPPED = [
    ("articles/doctor-visit.yaml", "ein Blatt zum Ausfüllen", "ein Bogen zum Ausfüllen"),
    ("articles/doctor-visit.yaml", "Ready for the doctor", "Well prepared for the doctor"),
    ("exercises/bird-dog.yaml", "de: Vierfüßler diagonal", "de: Vierfüßler"),
    ("tips/stand-up-often.yaml", "minutes: ", "minutes: 1"),
]


@pytest.fixture
def env(prepared, tmp_path):
    data = Path(shutil.copytree(prepared.data, tmp_path / "data"))
    return live.environment(data, prepared.static)


@pytest.fixture
def content(tmp_path):
    return Path(shutil.copytree(live.ROOT / "content", tmp_path / "content"))


def run(*args, env, text=None):
    done = live.command(*args, env=env, text=text)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_editors_work_outlives_a_release_and_what_becomes_of_it_is_told(env, content):
    run("shell", "--verbosity", "0", env=env, text=EDITS)
    for name, old, new in SHIPPED:
        file = content / name
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new, 1))

    foretold = run("load_content", content, "--dry-run", env=env)
    told = run("load_content", content, env=env)
    again = run("load_content", content, env=env)
    seen = run("shell", "--verbosity", "0", env=env, text=SEEN)

    assert foretold == f"{told}Es wurde nichts geändert.\n"
    assert "KONFLIKT: Titel · Deutsch bleibt „Mein Blatt für die Praxis“" in told
    assert "übernommen: Titel · English" in told
    assert "wurde hier gelöscht und bleibt gelöscht" in told
    assert "Datensätze: 0 neu, 2 geändert, 1 bleiben gelöscht, 1 Konflikte" in told
    assert "0 neu, 0 geändert, 1 bleiben gelöscht, 0 Konflikte" in again
    assert "Well prepared for the doctor: a sheet to fill in" in seen
    assert "'Mein Blatt für die Praxis'" in seen
    assert "'draft', 0]" in seen


def test_faulty_content_ends_with_its_place_and_a_status(env, content):
    (content / "topics.yaml").write_text("- key: x\n  title: {de\n")

    done = live.command("load_content", content, env=env)

    assert done.returncode != 0
    assert "topics.yaml, line " in done.stderr
    assert "Traceback" not in done.stderr
