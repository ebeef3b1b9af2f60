"""Shipped content loaded over pages that editors have changed, withdrawn or deleted."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from reversion.models import Version

from articles.models import Article, Topic
from editorial import generation
from editorial.models import Picture, Source
from editorial.publishing import withdraw
from exercises.models import Exercise, Step
from prevention.models import Situation
from records.loading import apply, compare, load
from records.merging import Outcome
from records.models import LoadedRecord
from records.normal import standing
from records.shape import ContentError, places
from records.writing import as_yaml, write
from search.query import ranked
from tests.editorial.test_admin import FACTORIES
from tests.factories import (
    ArticleFactory,
    CalloutFactory,
    ExerciseFactory,
    ExerciseTeaserFactory,
    FigureFactory,
    PersonFactory,
    PictureFactory,
    RichTextFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped_folder(tmp_path, django_capture_on_commit_callbacks):
    """A folder with an article of three blocks and an exercise of two steps, loaded into an empty database."""
    exercise = ExerciseFactory(
        key="row",
        title_de="Rudern",
        steps=["Setzen Sie sich hin.", "Ziehen Sie die Arme heran."],
        evidence_note_de="Wenig erforscht.",
        evidence_note_en="Little is known.",
        aliases_de="Rudern ohne Boot",
        aliases_en="Rowing",
    )
    article = ArticleFactory(
        key="stool",
        title_de="Der Hocker",
        lead_de="Sitzen ohne Lehne.",
        topic__key="sitting",
        sources=[SourceFactory(key="study"), SourceFactory(key="book")],
    )
    RichTextFactory(parent=article, ordering=1, text_de="<p>Wie man auf ihm sitzt.</p>")
    CalloutFactory(parent=article, ordering=2, text_de="<p>Stehen Sie oft auf.</p>")
    ExerciseTeaserFactory(parent=article, ordering=3, exercise=exercise)
    write(tmp_path)
    empty_the_database()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_content", tmp_path)
    return tmp_path


def empty_the_database():
    for model in reversed(places()):
        # Past the guard of what readers never lose.
        QuerySet(model).delete()


def change(folder, name, *replacements):
    file = folder / f"{name}.yaml"
    text = file.read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)


@pytest.fixture
def said(capsys):
    """Load a folder and return what the command says of it."""

    def loaded(folder, *options):
        capsys.readouterr()
        call_command("load_content", folder, *options)
        return capsys.readouterr().out

    return loaded


def everything():
    """Every row of every table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }


def article():
    return Article.objects.get(key="stool")


# --- Whose change it was -----------------------------------------------------------------------


def test_what_an_editor_wrote_stays_and_what_is_shipped_anew_comes(shipped_folder, said):
    Article.objects.update(title_de="Mein Hocker")
    change(shipped_folder, "articles/stool", ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."))

    told = said(shipped_folder)

    assert (article().title_de, article().lead_de) == ("Mein Hocker", "Sitzen auf drei Beinen.")
    assert "übernommen: Einleitung · Deutsch" in told
    assert "bleibt wie bearbeitet: Titel · Deutsch" in told
    assert "KONFLIKT" not in told


def test_where_both_changed_the_same_the_editors_stays_and_both_are_told(shipped_folder, said):
    Article.objects.update(title_de="Mein Hocker")
    change(shipped_folder, "articles/stool", ("de: Der Hocker", "de: Der Schemel"))

    told = said(shipped_folder)

    assert article().title_de == "Mein Hocker"
    assert "KONFLIKT: Titel · Deutsch bleibt „Mein Hocker“, geliefert wird „Der Schemel“" in told


def test_a_conflict_that_was_told_is_not_told_again(shipped_folder, said):
    Article.objects.update(title_de="Mein Hocker")
    change(shipped_folder, "articles/stool", ("de: Der Hocker", "de: Der Schemel"))
    said(shipped_folder)

    assert "KONFLIKT" not in said(shipped_folder)


def test_blocks_are_changed_each_by_itself(shipped_folder, said):
    block = article().articles_richtext_set.get()
    block.text_de = "<p>Wie man gut auf ihm sitzt.</p>"
    block.save()
    change(shipped_folder, "articles/stool", ("Stehen Sie oft auf.", "Stehen Sie sehr oft auf."))

    told = said(shipped_folder)

    assert article().articles_richtext_set.get().text_de == "<p>Wie man gut auf ihm sitzt.</p>"
    assert article().articles_callout_set.get().text_de == "<p>Stehen Sie sehr oft auf.</p>"
    assert article().articles_exerciseteaser_set.get().exercise.key == "row"
    assert "übernommen: Kasten 2 · Text · Deutsch" in told
    assert "bleibt wie bearbeitet: Abschnitt 1 · Text · Deutsch" in told


def test_rows_that_nothing_concerns_are_not_written_again(shipped_folder):
    steps = list(Step.objects.values_list("pk", flat=True))
    change(shipped_folder, "exercises/row", ("de: Rudern", "de: Rudern im Sitzen"))

    load(shipped_folder)

    assert list(Step.objects.values_list("pk", flat=True)) == steps


def test_an_editors_source_stands_beside_the_shipped_ones(shipped_folder):
    own = SourceFactory(key="own")
    article().sources.add(own)
    article().sources.remove(Source.objects.get(key="book"))
    (shipped_folder / "sources.yaml").write_text(
        (shipped_folder / "sources.yaml").read_text()
        + "- {key: new, kind: study, authors: A, title: T, year: 2020}\n"
    )
    change(shipped_folder, "articles/stool", ("  - study\n", "  - study\n  - new\n"))

    load(shipped_folder)

    assert {source.key for source in article().sources.all()} == {"study", "own", "new"}


def test_a_language_that_is_shipped_no_longer_goes_where_no_editor_wrote_in_it(shipped_folder):
    Exercise.objects.update(aliases_en="Pulling")
    change(
        shipped_folder,
        "exercises/row",
        ("  en: Rowing\n", ""),
        ("  en: Little is known.\n", ""),
    )

    load(shipped_folder)

    exercise = Exercise.objects.get()
    assert not exercise.evidence_note_en
    assert exercise.aliases_en == "Pulling"


# --- State -------------------------------------------------------------------------------------


def test_a_withdrawn_page_is_brought_up_to_date_and_stays_withdrawn(shipped_folder):
    withdraw(page=article(), by=UserFactory())
    change(shipped_folder, "articles/stool", ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."))

    load(shipped_folder)

    assert article().lead_de == "Sitzen auf drei Beinen."
    assert article().status == Article.Status.DRAFT


def test_dates_and_signatures_stay_whatever_is_shipped(shipped_folder):
    doctor = PersonFactory(is_clinician=True)
    page = article()
    page.reviewed_on, page.review_due_on = dt.date(2026, 1, 2), dt.date(2028, 1, 2)
    page.published_at = timezone.now().replace(year=2025)
    page.save()
    page.clinical_reviewers.add(doctor)
    before = article()
    change(
        shipped_folder,
        "articles/stool",
        ("status: published", "status: draft\nreviewed_on: 2020-02-02"),
        ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."),
    )

    load(shipped_folder)

    after = article()
    for name in ("status", "published_at", "reviewed_on", "review_due_on"):
        assert getattr(after, name) == getattr(before, name)
    assert list(after.clinical_reviewers.all()) == [doctor]
    assert after.lead_de == "Sitzen auf drei Beinen."


def test_a_new_page_has_the_state_it_is_shipped_with(shipped_folder, said):
    text = (shipped_folder / "articles" / "stool.yaml").read_text()
    (shipped_folder / "articles" / "bench.yaml").write_text(
        text.replace("key: stool", "key: bench")
        .replace("Der Hocker", "Die Bank")
        .replace("status: published", "status: in_review")
    )

    told = said(shipped_folder)

    assert Article.objects.get(key="bench").status == Article.Status.IN_REVIEW
    assert "Artikel „articles/bench“\n  neu" in told


# --- What is gone ------------------------------------------------------------------------------


def test_a_deleted_page_stays_deleted_and_is_told(shipped_folder, said):
    article().delete()
    change(shipped_folder, "articles/stool", ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."))

    told = said(shipped_folder)

    assert not Article.objects.exists()
    assert "wurde hier gelöscht und bleibt gelöscht" in told
    assert "wurde hier gelöscht und bleibt gelöscht" in said(shipped_folder)


def test_what_names_a_deleted_page_comes_without_it(shipped_folder, said):
    Exercise.objects.get().delete()
    text = (shipped_folder / "articles" / "stool.yaml").read_text()
    (shipped_folder / "articles" / "bench.yaml").write_text(
        text.replace("key: stool", "key: bench").replace("Der Hocker", "Die Bank")
    )

    told = said(shipped_folder)

    bench = Article.objects.get(key="bench")
    assert not bench.articles_exerciseteaser_set.exists()
    assert bench.articles_callout_set.exists()
    assert "weggelassen, weil hier gelöscht: row" in told


def test_what_is_nothing_without_a_deleted_one_is_not_loaded_and_told(shipped_folder, said):
    article().delete()
    Topic.objects.get(key="sitting").delete()
    (shipped_folder / "articles" / "bench.yaml").write_text(
        "key: bench\ntitle: {de: Die Bank}\nlead: {de: L}\nkey_points: {de: K}\ntopic: sitting\n"
    )

    told = said(shipped_folder)

    assert not Article.objects.exists()
    assert "wird nicht geladen, weil es braucht, was hier gelöscht wurde" in told


def test_a_page_that_is_shipped_no_longer_stays_and_is_told(shipped_folder, said):
    (shipped_folder / "articles" / "stool.yaml").unlink()

    told = said(shipped_folder)

    assert article().status == Article.Status.PUBLISHED
    assert "Artikel „Der Hocker“\n  wird nicht mehr mitgeliefert und bleibt, wie es ist" in told


def test_a_renamed_key_is_the_same_page_with_an_editors_work(shipped_folder):
    pk = Exercise.objects.get().pk
    Exercise.objects.update(breathing_de="Ruhig weiteratmen.")
    change(shipped_folder, "exercises/row", ("key: row", "key: rowing"))
    (shipped_folder / "exercises" / "row.yaml").rename(shipped_folder / "exercises" / "rowing.yaml")
    change(shipped_folder, "articles/stool", ("exercise: row", "exercise: rowing"))

    load(shipped_folder)

    exercise = Exercise.objects.get()
    assert (exercise.pk, exercise.key) == (pk, "rowing")
    assert exercise.breathing_de == "Ruhig weiteratmen."
    assert article().articles_exerciseteaser_set.get().exercise == exercise
    assert compare(shipped_folder).is_done


# --- Nothing to do -----------------------------------------------------------------------------


def test_a_second_load_writes_nothing(
    shipped_folder, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    Article.objects.update(title_de="Mein Hocker")
    before, token = everything(), generation.current()

    with (
        django_assert_max_num_queries(len(places()) + 5),
        django_capture_on_commit_callbacks() as callbacks,
    ):
        call_command("load_content", shipped_folder)

    assert everything() == before
    assert callbacks == []
    assert generation.current() == token


def test_loading_a_merged_page_again_changes_nothing(shipped_folder):
    Article.objects.update(title_de="Mein Hocker")
    change(shipped_folder, "articles/stool", ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."))
    load(shipped_folder)
    before = everything()

    load(shipped_folder)

    assert everything() == before


def test_a_dry_run_tells_the_same_and_writes_nothing(shipped_folder, said):
    Article.objects.update(title_de="Mein Hocker")
    change(
        shipped_folder,
        "articles/stool",
        ("de: Der Hocker", "de: Der Schemel"),
        ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."),
        ("Stehen Sie oft auf.", "Stehen Sie sehr oft auf."),
    )
    before = everything()

    dry = said(shipped_folder, "--dry-run")

    assert everything() == before
    assert dry == said(shipped_folder) + "Es wurde nichts geändert.\n"
    assert everything() != before


# --- What depends on it ------------------------------------------------------------------------


def test_what_was_loaded_is_found_and_seen_at_once(
    shipped_folder, django_capture_on_commit_callbacks
):
    token = generation.current()
    change(shipped_folder, "articles/stool", ("de: Der Hocker", "de: Der Dreibein-Schemel"))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_content", shipped_folder)

    assert [hit.kind for hit in ranked("Dreibein", "de")] == ["article"]
    assert generation.current() != token


def test_a_page_never_edited_keeps_what_it_was_before_the_load(shipped_folder):
    change(shipped_folder, "articles/stool", ("de: Der Hocker", "de: Der Schemel"))

    call_command("load_content", shipped_folder)

    versions = Version.objects.get_for_object(article())
    assert [each.field_dict["title_de"] for each in versions] == ["Der Schemel", "Der Hocker"]


# --- A database from before --------------------------------------------------------------------


def test_without_a_base_what_stands_stays_and_what_differs_is_a_conflict(shipped_folder, said):
    LoadedRecord.objects.all().delete()
    change(shipped_folder, "articles/stool", ("de: Der Hocker", "de: Der Schemel"))

    told = said(shipped_folder)

    assert article().title_de == "Der Hocker"
    assert told.count("KONFLIKT") == 1
    assert article().articles_callout_set.count() == 1


def test_without_a_base_what_is_shipped_unchanged_becomes_the_base(shipped_folder):
    LoadedRecord.objects.all().delete()
    load(shipped_folder)
    change(shipped_folder, "articles/stool", ("de: Der Hocker", "de: Der Schemel"))

    load(shipped_folder)

    assert article().title_de == "Der Schemel"


def test_a_field_that_the_base_does_not_know_yet_is_taken(shipped_folder):
    base = LoadedRecord.objects.get(key="row")
    del base.record["breathing"]
    base.record["gone_since"] = {"de": "Ein Feld, das es nicht mehr gibt."}
    base.save()
    Exercise.objects.update(title_de="Selbst rudern")
    change(shipped_folder, "exercises/row", ("  de: Setzen Sie sich", "  de: Setzen Sie sich gut"))

    load(shipped_folder)

    assert Exercise.objects.get().title_de == "Selbst rudern"
    assert Step.objects.first().text_de == "Setzen Sie sich gut hin."


# --- Pictures ----------------------------------------------------------------------------------


@pytest.fixture
def with_picture(tmp_path):
    FigureFactory(drawing="", picture=PictureFactory(key="chair"))
    write(tmp_path)
    empty_the_database()
    load(tmp_path)
    return tmp_path


def picture_file(folder):
    [file] = (folder / "pictures").rglob("*.png")
    return file


def stored_picture():
    with Picture.objects.get().file.open() as file:
        return file.read()


def test_a_picture_reads_back_as_it_was_loaded(with_picture):
    assert standing(Picture.objects.get()) == LoadedRecord.objects.get(key="chair").record
    assert compare(with_picture).is_done


def test_a_picture_that_is_shipped_anew_is_taken(with_picture):
    file = picture_file(with_picture)
    new = PictureFactory.build(key="x", file__color="red").file.read()
    file.write_bytes(new)

    load(with_picture)

    assert stored_picture() == new


def test_an_editors_picture_stays(with_picture):
    own = PictureFactory.build(key="x", file__color="green").file.read()
    picture = Picture.objects.get()
    picture.file.save("eigenes.png", ContentFile(own))
    picture_file(with_picture).write_bytes(PictureFactory.build(file__color="red").file.read())
    plan = compare(with_picture)

    load(with_picture)

    assert stored_picture() == own
    assert [each.outcome for each in plan.entries[0].merged.differences] == [Outcome.CONFLICT]


def test_a_picture_without_its_file_is_named(with_picture):
    picture_file(with_picture).unlink()

    with pytest.raises(CommandError, match=r"pictures\.yaml, chair.*there is no file"):
        call_command("load_content", with_picture)


# --- What is wrong -----------------------------------------------------------------------------


WHOLE = "key: stool\ntitle: {de: T}\nlead: {de: L}\nkey_points: {de: K}\ntopic: sitting\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{WHOLE} more: x", r"stool\.yaml, line 6, column 6"),
        ("- just words", "names its fields"),
        ("key: stool\ntitle: Der Hocker", "say in which language"),
        (f"{WHOLE}sources: study", "by their keys"),
        (f"{WHOLE}related: [{{a: b}}]", "by their keys"),
        (f"{WHOLE}blocks: [{{type: nothing}}]", "blocks 1: unknown type 'nothing'"),
        (f"{WHOLE}blocks: [words]", "blocks 1"),
        (f"{WHOLE}blocks: 3", "this is a list"),
        (f"{WHOLE}related: [nowhere]", r"stool\.yaml, stool.*there is no 'nowhere'"),
        (f"{WHOLE}content_updated_at: 5", r"stool\.yaml, stool"),
        (WHOLE.replace("sitting", "nowhere"), "there is no 'nowhere'"),
        ("- {key: stool}\n- {key: stool}", "two of this name"),
        ("title: {de: Der Hocker}", "key is missing"),
    ],
)
def test_a_faulty_file_is_named_and_changes_nothing(shipped_folder, text, message):
    change(shipped_folder, "exercises/row", ("de: Rudern", "de: Rudern im Sitzen"))
    (shipped_folder / "articles" / "stool.yaml").write_text(text)
    before = everything()

    with pytest.raises(CommandError, match=message):
        call_command("load_content", shipped_folder)

    assert everything() == before


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="is not a folder"):
        call_command("load_content", tmp_path / "nowhere")


def test_a_file_that_is_not_text_is_named(shipped_folder):
    (shipped_folder / "articles" / "stool.yaml").write_bytes(b"key: \xff\xfe")

    with pytest.raises(CommandError, match=r"stool\.yaml"):
        call_command("load_content", shipped_folder)


def test_a_page_that_is_not_valid_once_merged_is_named_and_nothing_is_kept(shipped_folder):
    Exercise.objects.update(start_repetitions=11)
    change(shipped_folder, "exercises/row", ("goal_repetitions: 12", "goal_repetitions: 10"))
    change(shipped_folder, "articles/stool", ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."))
    before = everything()

    with pytest.raises(CommandError, match=r"row\.yaml, row"):
        call_command("load_content", shipped_folder)

    assert everything() == before


def test_a_page_edited_while_it_is_loaded_is_named_and_the_edit_stays(shipped_folder):
    change(shipped_folder, "articles/stool", ("Sitzen ohne Lehne.", "Sitzen auf drei Beinen."))
    plan = compare(shipped_folder)
    Article.objects.update(title_de="Eben geändert")

    with pytest.raises(ContentError, match="just edited"):
        apply(plan)

    assert (article().title_de, article().lead_de) == ("Eben geändert", "Sitzen ohne Lehne.")


# --- Reading back ------------------------------------------------------------------------------

TEXT = st.text(min_size=1).filter(lambda text: text.strip())


@given(TEXT, TEXT)
def test_any_text_that_can_be_stored_reads_back_as_it_is_remembered(tmp_path_factory, title, lead):
    folder = tmp_path_factory.mktemp("any")
    (folder / "situations.yaml").write_text(
        as_yaml([{"key": "any", "title": {"de": f"T {title}"[:150]}, "lead": {"de": f"L {lead}"}}])
    )
    Situation.objects.all().delete()
    LoadedRecord.objects.all().delete()

    load(folder)

    assert standing(Situation.objects.get()) == LoadedRecord.objects.get().record


KINDS = [kind for kind in FACTORIES if hasattr(kind, "record")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind._meta.model_name)
def test_whatever_an_editor_can_make_reads_back_as_it_is_remembered(kind, tmp_path):
    FACTORIES[kind]()
    write(tmp_path)
    empty_the_database()

    load(tmp_path)

    here = {
        (model.record.path, str(getattr(obj, model.record.key))): standing(obj)
        for model in places()
        for obj in model.objects.all()
    }
    assert here == {(row.place, row.key): row.record for row in LoadedRecord.objects.all()}
    assert compare(tmp_path).is_done


def test_an_article_knows_its_related_ones_after_a_merge(tmp_path):
    later = ArticleFactory(key="zz-later", title_de="Danach")
    ArticleFactory(key="aa-first", title_de="Zuerst", related=[later])
    write(tmp_path)
    empty_the_database()
    load(tmp_path)
    change(tmp_path, "articles/aa-first", ("de: Zuerst", "de: Ganz zuerst"))

    load(tmp_path)

    assert [each.key for each in Article.objects.get(key="aa-first").related.all()] == ["zz-later"]
    assert compare(tmp_path).is_done
