"""The languages of the portal: what the schema can hold and what readers are offered."""

import django.conf.locale

#: Every language the schema has columns for; readers see those that `LANGUAGES` lists.
STORED = ("de", "en", "de-simple", "ar", "tr", "uk")

NAMES = {
    "de": "Deutsch",
    "en": "English",
    "de-simple": "Einfache Sprache",
    "ar": "العربية",
    "tr": "Türkçe",
    "uk": "Українська",
}

#: Open Graph knows language and country only.
OPEN_GRAPH = {
    "de": "de_DE",
    "en": "en_GB",
    "de-simple": "de_DE",
    "ar": "ar_AR",
    "tr": "tr_TR",
    "uk": "uk_UA",
}

# Without an entry of its own Django would call plain German "Deutsch" too.
django.conf.locale.LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "Plain German",
    "name_local": "Einfache Sprache",
}


def public(codes: list[str]) -> list[tuple[str, str]]:
    """Turn language codes into Django's `LANGUAGES`; raises KeyError for one that is not stored."""
    return [(code, NAMES[code]) for code in codes]
