"""How easily a text reads: the length of its sentences and Flesch's reading ease.

Flesch 1948, Journal of Applied Psychology 32:221, https://doi.org/10.1037/h0057532, for English:
206.835 - 1.015 x words per sentence - 84.6 x syllables per word. Amstad 1978, Wie verständlich sind
unsere Zeitungen?, dissertation, University of Zurich, fitted it to German:
180 - words per sentence - 58.5 x syllables per word. From 60 on a text is plain, at 100 very easy.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from importlib.util import find_spec

from editorial.lines import lines
from editorial.text import plain_text

#: The formula for each language; there is none yet for the others.
FORMULAS = {"de": "de", "de-simple": "de", "en": "en"}
#: A line that does not end like a sentence is one from so many words on, otherwise a heading or name.
SHORTEST_UNMARKED = 6

WORD = re.compile(r"\w[\w’'-]*")
#: What a number with a stop belongs to in German: the 16. Woche is no end of a sentence.
COUNTED = (
    "Auflage|Jahr|Monat|Tag|Woche|Januar|Februar|März|April|Mai|Juni|Juli|August|September|"
    "Oktober|November|Dezember"
)
#: After a stop, with the quotation mark or bracket it stands in, but not after "z." or "16.".
SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\b[^\W\d]\.)[“”’)]*\s+"
    rf"(?!(?<=\d\.\s)(?:{COUNTED}))(?=\W*[^\Wa-zäöü])"
)
#: What follows a colon is a thought of its own.
THOUGHT_END = re.compile(r"(?<=:)\s+")
WHOLE = re.compile(r"[.!?…:][“”’)]*$")


@dataclass(frozen=True)
class Ease:
    """What a reader of the text has to manage; `flesch` is None where nobody has fitted a formula."""

    words: int
    words_per_sentence: float
    flesch: float | None
    longest: str


def is_installed() -> bool:
    return find_spec("textstat") is not None


def measure(texts: Collection[str], language: str) -> Ease | None:
    """Measure plain or rich texts as one; None where there is not a single sentence.

    Headings, names and entries of a word or two count as words only: among the sentences they would
    make these look shorter than they are.
    """
    lines = [line for text in texts for line in lines_of(text)]
    found = [thought for line in lines if is_whole(line) for thought in thoughts_of(line)]
    if not found:
        return None
    return Ease(
        words=word_count(texts),
        words_per_sentence=sum(map(count_words, found)) / len(found),
        flesch=flesch(found, language),
        longest=max(found, key=count_words),
    )


def flesch(sentences: list[str], language: str) -> float | None:
    """Return the reading ease as textstat computes it, see
    https://github.com/textstat/textstat/blob/33ddd9ab2432f9507b1fbafe76e78cd031c3d7e1/textstat/backend/metrics/_flesch_reading_ease.py
    """
    if language not in FORMULAS:
        return None
    # Imported here, since a portal that only shows pages is installed without it.
    from textstat.textstat import textstatistics  # noqa: PLC0415

    statistics = textstatistics()
    statistics.set_lang(FORMULAS[language])
    # Stops inside a sentence ("z. B.") would be taken for its end.
    text = " ".join(re.sub(r"[.!?…:]", "", sentence) + "." for sentence in sentences)
    return statistics.flesch_reading_ease(text)


def lines_of(text: str) -> list[str]:
    """Return the paragraphs, entries and headings of a text without markup."""
    return [line for entry in text.split("\n") for line in lines(plain_text(entry))]


def sentences_of(line: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(line) if WORD.search(sentence)]


def thoughts_of(line: str) -> list[str]:
    """Return what a reader takes in at once: a sentence, or its part before or after a colon."""
    return [
        thought
        for sentence in sentences_of(line)
        for thought in THOUGHT_END.split(sentence)
        if WORD.search(thought)
    ]


def is_whole(line: str) -> bool:
    """Tell a sentence from a heading or a name."""
    return bool(WHOLE.search(line)) or count_words(line) >= SHORTEST_UNMARKED


def count_words(text: str) -> int:
    return len(WORD.findall(text))


def word_count(texts: Collection[str]) -> int:
    return sum(count_words(line) for text in texts for line in lines_of(text))
