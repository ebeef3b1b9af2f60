"""Addresses from titles, the German way."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from django.utils.text import slugify

from editorial.text import tidy_line

LONGEST = 160
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
#: Letters that are no others with an accent, so that nothing else would be left of them.
LETTERS = {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
#: Ukrainian as passports write it, without its different first letters.
UKRAINIAN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "iu",
            "ia",
        ],
        strict=True,
    )
)
SPELLED = str.maketrans(
    UMLAUTS
    | {"_": "-"}
    | LETTERS
    | UKRAINIAN
    | {letter.upper(): latin for letter, latin in (LETTERS | UKRAINIAN).items()}
)


def german_slug(text: str) -> str:
    """Return `text` as an address part; "Rücken" becomes "ruecken", not "rucken".

    Empty where nothing is left: of signs alone, or of a script without a simple spelling in Latin.
    """
    return slugify(tidy_line(text).translate(SPELLED))[:LONGEST].strip("-")


def token_slug(word: str, text: str) -> str:
    """Return an address part for a text of which nothing is left, the same for the same text."""
    token = hashlib.blake2s(tidy_line(text).encode(), digest_size=4).hexdigest()
    return f"{german_slug(word)}-{token}"


def free_slug(wanted: str, taken: Collection[str], *, longest: int = LONGEST) -> str:
    """Return `wanted`, or with the first number behind it that nobody has taken."""
    wanted, free, number = wanted[:longest].strip("-"), wanted[:longest].strip("-"), 1
    while free in taken:
        number += 1
        free = f"{wanted[: longest - len(str(number)) - 1]}-{number}"
    return free
