"""Rules for words: no promise, no fear, German readers as "Sie", English as it is spelt in Britain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.glossary_links import name_pattern
from articles.models import Callout, GlossaryTerm
from editorial.lines import lines
from quality.checks.pages import ALL, Content, Page, Text, languages, localized
from quality.checks.rules import Finding, Hits, content_rule, page_rule
from quality.reading_ease import lines_of, sentences_of


def pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


GERMAN_PROMISES = pattern(
    r"\b(?:ge)?heilt\b|\bheil(?:en|bar|ung)\b",
    r"\bschmerzfrei",
    r"\bfrei von Schmerz",
    r"\bgaranti",
    r"\bnie (?:wieder|mehr)\b",
    r"\b(?:für immer|ein für alle ?mal)\b",
    r"\bwunder(?:bar|mittel|sam|übung)",
    r"\b(?:Schmerz|Beschwerde)\w* (?:\w+ ){0,3}(?:los\b|verschwind)",
    r"\b(?:wirkt|hilft) (?:sofort|immer|jedem|allen|sicher|bei allen)\b",
    r"\b(?:100 ?%|hundertprozentig)",
)
GERMAN_FEARS = pattern(
    r"\bGefahr (?:der|einer|von) \w*lähmung",
    r"\bgelähmt",
    r"\bRollstuhl",
    r"\b(?:kaputt|verschlissen|zerstör|unheilbar|irreparab|lebensgefährlich)",
    r"\btickende",
)
ENGLISH_PROMISES = pattern(
    r"\bcur(?:e|es|ed|ing)\b",
    r"\bpain[- ]free\b|\bfree (?:of|from) pain\b",
    r"\bguarantee",
    r"\bnever (?:\w+ ){0,3}again\b",
    r"\b(?:forever|once and for all)\b",
    r"\bmirac",
    r"\bpain (?:\w+ ){0,3}(?:disappear|vanish|go(?:es)? away for good)",
    r"\b(?:works|helps) (?:at once|always|everyone|everybody|for all)\b",
    r"\b100 ?(?:%|per ?cent) (?:effective|safe|sure)",
)
ENGLISH_FEARS = pattern(
    r"\b(?:risk|danger) of paralysis",
    r"\b(?:paralysed|wheelchair|crippl|crumbl|incurabl|irreparabl|life-threatening)",
    r"\bdestroy",
    r"\bticking\b",
)
TO_AVOID = {
    "de": (GERMAN_PROMISES, GERMAN_FEARS),
    "de-simple": (GERMAN_PROMISES, GERMAN_FEARS),
    "en": (ENGLISH_PROMISES, ENGLISH_FEARS),
}
FAMILIAR = pattern(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b")
#: Spelt otherwise in Britain whatever they mean. Not -ize, which is British as well.
AMERICAN = pattern(
    r"\b(?:dis)?(?:color|favor|labor|harbor|honor|tumor|behavior|neighbor|odor)",
    r"\b(?:center|fiber|gray)(?:s|ed)?\b",
    r"\b(?:centi|kilo|milli)?(?:meter|liter)s?\b",
    r"\b(?:analyz|paralyz)",
    r"\b(?:orthopedic|pediatric|anesthe|edema|diarrhea|hemorrh)",
    r"\b(?:travel|label|cancel)(?:ed|ing)\b",
    r"\bpracticing\b",
    r"\bprograms?\b",
)

#: Sentences that may stand although a pattern finds something in them, and why.
ALLOWED = {
    # They deny the promise.
    "Wir versprechen keine Heilung, machen keine Angst und geben niemandem Schuld.": "a denial",
    "We promise no cure, frighten nobody and blame nobody.": "a denial",
    "Niemand drängt Sie in den Schmerz, und niemand verspricht Heilung.": "a denial",
    "Nobody pushes you into pain, and nobody promises a cure.": "a denial",
    "Schmerzfreiheit kann niemand versprechen.": "a denial",
    "There is no guarantee.": "a denial",
    # They take a fear away.
    "Das bedeutet nicht, dass er für immer bleibt.": "reassures about chronic pain",
    "Das heißt nicht: Er bleibt für immer.": "reassures about chronic pain",
    "Ihr Rücken ist nicht kaputt, wenn er untrainiert ist.": "reassures untrained readers",
    "Ihr Rücken ist deshalb nicht kaputt.": "reassures untrained readers",
    "Etwas Schmerz beim Bewegen ist meist kein Zeichen dafür, dass etwas kaputtgeht.": "reassures",
    "Aber er heißt nicht immer: Etwas ist kaputt.": "reassures about pain without a finding",
    # Others speak.
    "Ich habe Angst, etwas kaputt zu machen.": "a question readers take along to the doctor",
    "Bitten Sie um etwas Bestimmtes: „Hilfst du mir kurz beim Umsetzen?“": "what a reader says to a colleague",
}
#: How the title of a callout quotes a myth, with or without its number.
QUOTED = re.compile(r"(?:\d+\. )?[„‘“]")


@page_rule()
def promise_or_fear(page: Page) -> Hits:
    """14, 27 – Nothing promises a cure and nothing frightens."""
    for language in languages():
        for text in page.texts(language):
            if not is_quoted_myth(text):
                for avoided in TO_AVOID.get(language, ()):
                    yield from hits(text, avoided, language)


@page_rule()
def polite_address(page: Page) -> Hits:
    """27 – German readers are addressed as "Sie"."""
    for language in ("de", "de-simple"):
        for text in page.texts(language):
            yield from hits(text, FAMILIAR, language)


@page_rule()
def british_spelling(page: Page) -> Hits:
    """23 – English is spelt in one way, the British one."""
    for text in page.texts("en"):
        yield from hits(text, AMERICAN, "en")


@content_rule
def glossary_term_used(content: Content) -> Iterator[Finding]:
    """23 – Every term of the glossary stands in some text, in one language at least."""
    read = {language: running_text(content, language) for language in languages()}
    for page in content.pages:
        if isinstance(page.record, GlossaryTerm) and not any(
            names_in(page, language).search(text) for language, text in read.items()
        ):
            yield Finding(page.kind, page.key, ALL, "glossary-term-used", "stands in no text")


def hits(text: Text, avoided: re.Pattern[str], language: str) -> Hits:
    """Yield what a text says that it should not, sentence by sentence."""
    if not avoided.search(text.value):
        return
    for line in lines_of(text.value):
        for sentence in sentences_of(line):
            if (found := avoided.search(sentence)) and sentence not in ALLOWED:
                yield language, f"{text.place}, “{found[0]}”: {sentence}"


def is_quoted_myth(text: Text) -> bool:
    """Whether it is the myth itself, which its callout then answers."""
    row = text.row
    is_myth = isinstance(row, Callout) and row.kind == Callout.Kind.MYTH
    return is_myth and text.name == "title" and bool(QUOTED.match(text.value))


def running_text(content: Content, language: str) -> str:
    return "\n".join(
        line
        for page in content.pages
        if not isinstance(page.record, GlossaryTerm)
        for text in page.texts(language)
        for line in lines_of(text.value)
    )


def names_in(page: Page, language: str) -> re.Pattern[str]:
    """A pattern for every name of a term, as the links to the glossary find them."""
    names = [
        localized(page.record, "title", language),
        *lines(localized(page.record, "aliases", language)),
    ]
    either = "|".join(name_pattern(name, language) for name in names if name)
    return re.compile(rf"(?<![\w-])(?:{either or '(?!)'})(?![\w-])", re.IGNORECASE)
