"""Words as search compares them: folded, without endings, compounds opened.

The analysis runs in Python so that every database finds the same pages.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache

import snowballstemmer

from editorial.text import tidy_text, without_soft_hyphens

WORD = re.compile(r"[^\W_]+")
FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
STEMMERS = {"de": "german", "de-simple": "german", "en": "english", "tr": "turkish", "ar": "arabic"}
#: Parts shorter than this are endings and prefixes rather than words.
SHORTEST_PART = 4
#: Sounds German puts between the parts of a compound.
JOINTS = ("", "s", "n", "en", "es", "e")

STOP_WORDS = {
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "den",
            "dem",
            "des",
            "ein",
            "eine",
            "einen",
            "einem",
            "einer",
            "und",
            "oder",
            "aber",
            "nicht",
            "mit",
            "von",
            "vom",
            "zu",
            "zum",
            "zur",
            "in",
            "im",
            "an",
            "am",
            "auf",
            "bei",
            "für",
            "ist",
            "sind",
            "war",
            "wird",
            "was",
            "wie",
            "wo",
            "wer",
            "ich",
            "mein",
            "meine",
            "mich",
            "mir",
            "sie",
            "ihr",
            "ihre",
            "es",
            "man",
            "sich",
            "auch",
            "als",
            "aus",
            "nach",
            "dass",
            "wenn",
            "hilft",
            "kann",
            "haben",
            "habe",
            "hat",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "a",
            "an",
            "and",
            "or",
            "but",
            "not",
            "with",
            "of",
            "to",
            "in",
            "on",
            "at",
            "for",
            "is",
            "are",
            "was",
            "what",
            "how",
            "where",
            "who",
            "i",
            "my",
            "me",
            "you",
            "your",
            "it",
            "its",
            "be",
            "can",
            "do",
            "does",
            "have",
            "has",
            "that",
            "this",
            "from",
            "as",
            "when",
        ]
    ),
}


@lru_cache
def stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(STEMMERS.get(language, "german"))


def terms(text: str, language: str) -> list[str]:
    """Return the stems of the words in `text` that say something."""
    stops = STOP_WORDS.get("en" if language == "en" else "de", frozenset())
    text = without_soft_hyphens(tidy_text(text)).lower()
    words = [word for word in WORD.findall(text) if word not in stops and len(word) > 1]
    return [folded_stem(word, language) for word in words]


@lru_cache(maxsize=50_000)
def folded_stem(word: str, language: str) -> str:
    """Return what a word and its other forms have in common; most words come again and again."""
    return fold(stemmer(language).stemWord(word))


def fold(word: str) -> str:
    """Return the word without umlauts, however the reader wrote them."""
    return word.translate(FOLD).replace("ae", "a").replace("oe", "o").replace("ue", "u")


def parts(term: str, vocabulary: Container[str]) -> list[str]:
    """Return the words of the portal that a compound is made of, none where it is no compound.

    Only words that stand in the portal by themselves count, so no word list is shipped.
    """
    for stem, tail in cuts(term):
        if tail in vocabulary and stem in vocabulary:
            return [stem, tail]
    return []


def cuts(term: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to read a term as a compound of two words, the longest first word first."""
    for cut in range(len(term) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head, tail = term[:cut], term[cut:]
        for joint in JOINTS:
            stem = head.removesuffix(joint)
            if (head.endswith(joint) or not joint) and len(stem) >= SHORTEST_PART:
                yield stem, tail


def candidate_parts(term: str) -> set[str]:
    """Return the term and every word it could be made of."""
    return {term, *(part for cut in cuts(term) for part in cut)}
