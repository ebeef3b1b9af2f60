"""What the page of an article tells machines."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from articles.models import Article
from editorial.structured_data import page_data, review_data


def article_data(article: Article, address: str) -> dict[str, Any]:
    """Describe an article at its absolute address."""
    return {
        "@type": "MedicalWebPage",
        **page_data(article, address),
        "headline": article.title,
        "datePublished": timezone.localdate(article.published_at),
        "audience": {"@type": "Patient"},
        **review_data(article),
    }
