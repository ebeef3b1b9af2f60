"""A language is there when all of a page is written in it, down to the last row and what it shows."""

import html

import pytest
from django.utils import translation

from editorial import changes
from editorial.completeness import missing_parts
from tests import factories as f
from tests.sitemap import sitemap_text

pytestmark = pytest.mark.django_db


def article_without(factory, **empty):
    article = f.ArticleFactory(translated=True)
    factory(parent=article, **empty)
    return article


def exercise_showing(name, factory, **empty):
    return f.ExerciseFactory(translated=True, **{name: [factory(**empty)]})


def exercise_without_step():
    exercise = f.ExerciseFactory(translated=True)
    f.StepFactory(exercise=exercise, text_en="")
    return exercise


def programme_without_session():
    session = f.SessionFactory(week__programme__translated=True, title_en="")
    return session.week.programme


def claim_without_passage_in_english():
    claim = f.ClaimFactory()
    f.PassageFactory(claim=claim, says_en="")
    return claim


INCOMPLETE = {
    "section": lambda: article_without(f.RichTextFactory, text_en=""),
    "callout": lambda: article_without(f.CalloutFactory, text_en=""),
    "figure": lambda: article_without(f.FigureFactory, caption_en=""),
    "passage": claim_without_passage_in_english,
    "worksheet": lambda: article_without(f.WorksheetFactory, prompts_en=""),
    "alt": lambda: article_without(
        f.FigureFactory, drawing="", picture=f.PictureFactory(alt_en="")
    ),
    "step": exercise_without_step,
    "caution": lambda: exercise_showing("cautions", f.CautionFactory, text_en=""),
    "muscle": lambda: exercise_showing("agonists", f.MuscleFactory, name_en=""),
    "opponent": lambda: exercise_showing("antagonists", f.MuscleFactory, name_en=""),
    "position": lambda: exercise_showing("positions", f.PositionFactory, name_en=""),
    "equipment": lambda: exercise_showing("equipment", f.EquipmentFactory, name_en=""),
    "region": lambda: exercise_showing("regions", f.RegionFactory, name_en=""),
    "author": lambda: exercise_showing("authors", f.PersonFactory, role_en=""),
    "pair": lambda: f.MusclePairFactory(translated=True, first=f.MuscleFactory(name_en="")),
    "session": programme_without_session,
}


@pytest.fixture(params=INCOMPLETE)
def incomplete(request):
    """A page in English and plain German of which one part is not in English."""
    return INCOMPLETE[request.param]()


def test_a_page_with_one_part_missing_is_not_there(incomplete):
    assert incomplete.languages == ["de", "de-simple"]


def test_it_says_so_and_shows_all_of_it_marked_as_german(client, incomplete):
    with translation.override("en"):
        text = client.get(incomplete.get_absolute_url()).text

    head, _, rest = text.partition("<article")
    assert "has not been translated yet" in head
    assert rest.partition(">")[0].endswith(' lang="de" dir="ltr"')
    assert incomplete.lead_de in rest.partition("</article>")[0]
    assert incomplete.lead_en not in rest.partition("</article>")[0]


def test_neither_sitemap_nor_hreflang_offer_it(client, incomplete):
    with translation.override("en"):
        english = incomplete.get_absolute_url()

    assert f"{english}<" not in sitemap_text(lambda path: client.get(path).text)
    head = client.get(incomplete.get_absolute_url()).text.partition("</head>")[0]
    assert 'hreflang="en"' not in head


def test_editors_are_told_what_is_missing(admin_client, incomplete):
    parts = missing_parts(incomplete, "en")
    meta = incomplete._meta

    page = admin_client.get(f"/admin/{meta.app_label}/{meta.model_name}/").text

    assert len(parts) == 1
    assert "English, noch nicht: " in page
    assert str(parts[0]) in html.unescape(page)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("questions_for_doctor", "Wann darf ich wieder laufen?"),
        ("evidence_note", "Dazu gibt es wenig Forschung."),
        ("antagonist_note", "Dieselben Muskeln der anderen Seite."),
        ("how_to", "Beginnen Sie klein."),
    ],
)
def test_what_is_optional_is_not_shown_where_it_is_not_translated(client, name, value):
    factory = {
        "questions_for_doctor": f.ArticleFactory,
        "how_to": f.ProgrammeFactory,
    }.get(name, f.ExerciseFactory)
    page = factory(translated=True, **{f"{name}_de": value})

    with translation.override("en"):
        english = client.get(page.get_absolute_url()).text

    assert value in client.get(page.get_absolute_url()).text
    assert value not in english
    assert "has not been translated yet" not in english


def test_a_page_is_there_as_soon_as_the_last_part_is():
    caution = f.CautionFactory(text_en="")
    exercise = f.ExerciseFactory(translated=True, cautions=[caution])

    caution.text_en = "Ask your doctor."
    caution.save()
    changes.note(caution)
    changes.bring_up_to_date()

    exercise.refresh_from_db()
    assert exercise.languages == ["de", "en", "de-simple"]
