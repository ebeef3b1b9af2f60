"""Statements of evidence: written once, with numbers that say of whom, passages, and where they are used."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from editorial.models import Source
from evidence.models import Claim
from records.loading import load
from records.shape import ContentError
from records.writing import write
from tests.editorial.filled_form import filled_form
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    PassageFactory,
    ShownClaimFactory,
    SourceFactory,
    WarningSignsFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"lead_de": "12 von 100 Menschen half es."}, {"population_de", "outcome_de"}),
        ({"detail_en": "About 35 % fewer."}, {"population_en", "outcome_en"}),
        ({"lead_de": "3 Studien.", "population_de": "Erwachsene"}, {"outcome_de"}),
        ({"lead_de": "Die Leitlinie von 2017 rät dazu."}, set()),
        ({"lead_de": "Bewegung hilft."}, set()),
    ],
)
def test_a_number_says_of_whom_it_is_and_what_was_measured(said, lacks):
    claim = ClaimFactory()
    for name, text in said.items():
        setattr(claim, name, text)

    try:
        claim.full_clean()
        found = set()
    except ValidationError as error:
        found = set(error.message_dict)

    assert found == lacks


def test_a_claim_tells_how_sure_it_is_what_it_rests_on_and_where_it_is_used(client):
    claim = ClaimFactory(
        title_de="Bettruhe",
        strength="not_recommended",
        certainty="low",
        population_de="Erwachsene",
        sources=[],
    )
    source = SourceFactory(authors="Muster et al.")
    PassageFactory(claim=claim, source=source, place="Seite 7", says_de="Liegen half nicht.")
    article = ArticleFactory(title_de="Die ersten Tage")
    ShownClaimFactory(parent=article, claim=claim)
    hidden = ArticleFactory(title_de="Ein Entwurf", draft=True)
    ShownClaimFactory(parent=hidden, claim=claim)

    text = client.get("/belege/bettruhe/").text

    for said in (
        "Nicht empfohlen",
        "Niedrig",
        "Erwachsene",
        "Liegen half nicht.",
        "Muster et al.",
        "Seite 7",
        "Nur die Zusammenfassung gelesen",
        "Die ersten Tage",
        "Noch nicht fachlich geprüft",
    ):
        assert said in text, said
    assert "Ein Entwurf" not in text


def test_an_article_shows_the_short_form_and_one_tap_leads_to_the_rest(client):
    claim = ClaimFactory(title_de="Bettruhe", lead_de="Bleiben Sie nicht liegen.")
    article = ArticleFactory()
    ShownClaimFactory(parent=article, claim=claim)

    text = client.get(article.get_absolute_url()).text

    assert "Bleiben Sie nicht liegen." in text
    assert 'href="/belege/bettruhe/"' in text


def test_an_article_leaves_out_a_claim_that_readers_may_not_see(client):
    article = ArticleFactory()
    ShownClaimFactory(parent=article, claim=ClaimFactory(draft=True))

    assert client.get(article.get_absolute_url()).context["page"].blocks == []


def test_what_is_written_once_changes_everywhere(client):
    claim = ClaimFactory(lead_de="Alt.")
    articles = ArticleFactory.create_batch(2)
    for article in articles:
        ShownClaimFactory(parent=article, claim=claim)

    claim.lead_de = "Neu und richtig."
    claim.save()

    for article in articles:
        assert "Neu und richtig." in client.get(article.get_absolute_url()).text


def test_what_pages_rest_on_cannot_be_deleted_from_under_them():
    shown = ShownClaimFactory()

    with pytest.raises(ProtectedError):
        shown.claim.delete()
    with pytest.raises(ProtectedError):
        Source.objects.filter(passages__claim=shown.claim).delete()
    assert Claim.objects.get() == shown.claim


def test_an_editor_cannot_leave_a_claim_without_a_passage(admin_client):
    claim = ClaimFactory()
    path = reverse("admin:evidence_claim_change", args=[claim.pk])
    form = filled_form(admin_client.get(path)) | {"passages-0-DELETE": "on"}

    answer = admin_client.post(path, form)

    assert "mindestens eine Fundstelle" in answer.text
    assert claim.passages.count() == 1


def test_a_file_with_a_claim_without_passage_is_refused(tmp_path):
    claim = ClaimFactory(key="bed-rest")
    claim.passages.all().delete()
    write(tmp_path)
    claim.delete()

    with pytest.raises(ContentError, match=r"bed-rest.*mindestens eine Fundstelle"):
        load(tmp_path)


def test_a_claim_in_another_language_is_found_at_its_own_address(client):
    ClaimFactory(title_de="Bettruhe", title_en="Bed rest")

    assert client.get("/en/evidence/bed-rest/").status_code == 200
    assert client.get("/en/evidence/bettruhe/")["Location"] == "/en/evidence/bed-rest/"


def test_how_sure_warning_signs_are_stands_below_them(client):
    WarningSignsFactory()
    ClaimFactory(key="red-flags-how-sure", lead_de="Ein einzelnes Zeichen ist meist harmlos.")

    assert "Ein einzelnes Zeichen ist meist harmlos." in client.get("/warnzeichen/").text
