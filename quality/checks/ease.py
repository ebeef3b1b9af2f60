"""The rule for plain writing: bands that short sentences of everyday words stay in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quality.checks.pages import Content, Measured
from quality.checks.rules import Finding, content_rule
from quality.reading_ease import count_words


@dataclass(frozen=True)
class Band:
    """At most so many words per sentence, at least so much reading ease, no sentence longer."""

    words_per_sentence: float
    flesch: float
    longest: int


BANDS = {
    "de": Band(14.5, 60, longest=30),
    "en": Band(15.5, 70, longest=35),
    "de-simple": Band(7.5, 76, longest=15),
}
#: Where other words are laid down or a page is a single list.
WIDER_BANDS = {
    # Imprint, privacy and accessibility use the words of the law.
    ("infopage", "de"): Band(14.5, 50, longest=30),
    ("infopage", "en"): Band(15.5, 54, longest=35),
    ("infopage", "de-simple"): Band(7.5, 66, longest=15),
    # Names of benefits and offices can be explained, not replaced.
    ("courseoffer", "de"): Band(14.5, 58, longest=30),
    ("courseoffer", "de-simple"): Band(7.5, 74, longest=15),
    # Each sign ends a sentence that begins with "when"; splitting it would loosen what belongs together.
    ("warningsigns", "de-simple"): Band(9.5, 76, longest=15),
    # One sentence for each topic names all that it holds.
    ("topic", "de"): Band(15, 60, longest=30),
    ("topic", "en"): Band(17, 70, longest=35),
}


@content_rule
def reading_ease(content: Content) -> Iterator[Finding]:
    """24, 26 – Sentences are short and made of short words; plain German is plainer still."""
    for found in content.measured:
        for what in too_hard(found):
            yield Finding(found.kind, found.key, found.language, "reading-ease", what)


def too_hard(found: Measured) -> Iterator[str]:
    ease, band = found.ease, band_of(found)
    if band is None:
        return
    if ease.words_per_sentence > band.words_per_sentence:
        yield f"{ease.words_per_sentence:.1f} words per sentence, at most {band.words_per_sentence}"
    if ease.flesch is not None and ease.flesch < band.flesch:
        yield f"reading ease {ease.flesch:.1f}, at least {band.flesch}"
    if (words := count_words(ease.longest)) > band.longest:
        yield f"a sentence of {words} words, at most {band.longest}: {ease.longest}"


def band_of(found: Measured) -> Band | None:
    """The band of a kind and language; languages without a formula have none yet."""
    return WIDER_BANDS.get((found.kind, found.language), BANDS.get(found.language))
