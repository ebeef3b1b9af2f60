"""Addresses from titles, the German way."""

from django.utils.text import slugify

UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


def german_slug(text: str) -> str:
    """Return `text` as an address part; "Rücken" becomes "ruecken", not "rucken"."""
    return slugify(text.translate(UMLAUTS))[:160].strip("-")
