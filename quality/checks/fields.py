"""Rules for the single field: said in every language, and not longer than an editor may save."""

from __future__ import annotations

from django.db.models import Model

from quality.checks.pages import ALL, Page, languages, localized
from quality.checks.rules import Hits, page_rule
from records.shape import translated_names


@page_rule()
def translation(page: Page) -> Hits:
    """26, 46 – What is said in German is said in every public language, and the other way round."""
    for place, row in page.placed_rows:
        for name in sorted(translated_names(type(row)) - {"slug"}):
            in_german = bool(localized(row, name, "de"))
            for language in languages():
                if bool(localized(row, name, language)) != in_german:
                    lacks = f"is not in {language}" if in_german else "is not in German"
                    yield language, f"{place} {name} {lacks}".strip()


@page_rule()
def field_length(page: Page) -> Hits:
    """51 – An editor can save what is stored: Django holds long texts to their length in forms only."""
    for place, row in page.placed_rows:
        for name, language, longest in limited_columns(row):
            # A browser sends each line break as two characters.
            length = len((getattr(row, name) or "").replace("\n", "\r\n"))
            if length > longest:
                yield language, f"{place} {name} has {length} characters of {longest}".strip()


def limited_columns(row: Model) -> list[tuple[str, str, int]]:
    """Name, language and greatest length of every column of text."""
    translated = translated_names(type(row))
    return [
        (field.name, getattr(field, "language", ALL), field.max_length)
        for field in row._meta.concrete_fields
        if field.name not in translated
        and field.get_internal_type() in ("CharField", "TextField", "SlugField")
        and field.max_length
    ]
