"""What an article tells machines is what its page shows, and no more."""

import datetime as dt
import json
import re

import pytest
from django.utils import timezone, translation

from tests.factories import ArticleFactory, PersonFactory

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def data_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    block = next(each for each in BLOCK.findall(response.text) if "BreadcrumbList" not in each)
    return json.loads(block), response.text


def test_an_article_says_what_its_page_shows(client):
    # Already the next day in Germany.
    published = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC)
    article = ArticleFactory(
        title_de="Was hilft?", lead_de="Bewegung hilft meist.", published_at=published
    )

    data, text = data_of(client, article.get_absolute_url())

    assert data == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": "Was hilft?",
        "headline": "Was hilft?",
        "description": "Bewegung hilft meist.",
        "url": f"http://testserver{article.get_absolute_url()}",
        "inLanguage": "de",
        "datePublished": "2026-03-05",
        "dateModified": article.content_updated_at.isoformat(),
        "audience": {"@type": "Patient"},
    }
    assert '<time datetime="2026-03-05">' in text


def test_people_and_review_are_told_once_there_are_any(client):
    today = timezone.localdate()
    article = ArticleFactory(
        authors=[PersonFactory(name="Ada Autorin")],
        clinical_reviewers=[PersonFactory(name="Rita Rat", clinician=True)],
        reviewed_on=today,
    )

    data, _text = data_of(client, article.get_absolute_url())

    assert data["author"] == [
        {"@type": "Person", "name": "Ada Autorin", "jobTitle": "Physiotherapie"}
    ]
    assert data["lastReviewed"] == today.isoformat()
    assert [person["name"] for person in data["reviewedBy"]] == ["Rita Rat"]


def test_the_language_is_the_one_really_shown(client):
    german, translated = ArticleFactory(), ArticleFactory(translated=True)
    with translation.override("en"):
        addresses = [each.get_absolute_url() for each in (german, translated)]

    assert [data_of(client, address)[0]["inLanguage"] for address in addresses] == ["de", "en"]
