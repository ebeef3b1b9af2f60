"""What pages tell machines about themselves, as JSON-LD in the words of schema.org.

Nothing is said that the page does not show: no rating, no author or review that is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from editorial.models import Person
from editorial.publication import Publishable

SCHEMA = "https://schema.org"
#: Characters that could end the element or begin another one, as JSON may write them too.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def data_block(data: dict[str, Any]) -> SafeString:
    """Return the element that holds the data; browsers do not run it."""
    text = json.dumps({"@context": SCHEMA, **data}, cls=DjangoJSONEncoder, ensure_ascii=False)
    escaped = mark_safe(text.translate(ESCAPES))  # noqa: S308 – nothing in it can end the element
    return format_html('<script type="application/ld+json">{}</script>', escaped)


def page_data(page: Publishable, address: str) -> dict[str, Any]:
    """What pages of every kind say: title, lead, language shown, last change, people."""
    data = {
        "name": page.title,
        "description": page.lead,
        "url": address,
        "inLanguage": page.shown_language,
        "dateModified": page.content_updated_at,
    }
    if authors := people(page.authors.all()):
        data["author"] = authors
    return data


def review_data(page: Publishable) -> dict[str, Any]:
    """Who reviewed a page and when; nothing where nobody has."""
    if not page.is_reviewed:
        return {}
    data: dict[str, Any] = {"lastReviewed": page.reviewed_on}
    if reviewers := people(page.clinical_reviewers.all()):
        data["reviewedBy"] = reviewers
    return data


def people(persons: Iterable[Person]) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": each.name, "jobTitle": each.role} for each in persons]
