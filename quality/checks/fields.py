"""Rules for the single field: said in every language."""

from __future__ import annotations

from quality.checks.pages import Page, languages, localized
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
