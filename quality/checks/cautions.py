"""Rules that keep what texts warn about and what the filter leaves out the same."""

from __future__ import annotations

from collections.abc import Iterator

from exercises.cautions import Caution, SafetySentence
from exercises.models import Exercise
from quality.checks.pages import ALL, Content, Page, languages
from quality.checks.rules import Finding, Hits, content_rule, page_rule
from quality.checks.wording import pattern

#: The words by which a text speaks of somebody who needs care, by the code of the caution.
WORDS = {
    "A": {
        "de": pattern(r"\bAneurysma", r"\bHerz"),
        "en": pattern(r"\baneurysm", r"\bheart"),
        "de-simple": pattern(r"\bgroße Ader", r"\bHerz"),
    },
    "B": {
        "de": pattern(r"\w*blutdruck", r"\bBruch am Bauch", r"\bgrüne\w* Star"),
        "en": pattern(r"\bblood pressure", r"\bhernia", r"\bglaucoma"),
        "de-simple": pattern(r"\w*blutdruck", r"\bBruch am Bauch", r"\bgrüne\w* Star"),
    },
    "C": {
        "de": pattern(r"\bRheuma", r"\b(?:Unfall|Operation)\b.*\bHals"),
        "en": pattern(r"\brheumat", r"\boperation\b.*\bneck"),
        "de-simple": pattern(r"\bRheuma", r"\bam Hals operiert"),
    },
    "D": {
        "de": pattern(r"\bSchwind(?:el|lig)", r"\bschwindlig"),
        "en": pattern(r"\bdizz"),
        "de-simple": pattern(r"\bSchwindel", r"\bschwindlig"),
    },
    "E": {
        "de": pattern(r"\bWirbelkanal", r"\bWirbelgleiten", r"\bHohlkreuz.*\bBeine"),
        "en": pattern(r"\bspinal canal", r"\bslipped vertebra", r"\barch your back.*\blegs"),
        "de-simple": pattern(r"\bWirbelkanal", r"\bHohlkreuz.*\bBeine"),
    },
    "F": {
        "de": pattern(r"\bOsteoporose", r"\bWirbelbruch"),
        "en": pattern(r"\bosteoporo", r"\bbroken vertebra"),
        "de-simple": pattern(r"\bOsteoporose", r"\bbrüchige\w* Knochen", r"\bWirbel\b.*gebrochen"),
    },
    "G": {
        "de": pattern(r"\bGleichgewicht", r"\bgestürzt"),
        "en": pattern(r"\bunsteady", r"\bfallen twice"),
        "de-simple": pattern(r"\bgestürzt", r"\bnicht sicher auf den Beinen"),
    },
    "H": {
        "de": pattern(r"\bkünstliche\w* Hüft", r"\bHüfte nicht über den rechten Winkel"),
        "en": pattern(r"\bhip replacement", r"\bbend the hip beyond"),
        "de-simple": pattern(r"\bkünstliche\w* Hüft", r"\bHüfte beugen"),
    },
    "K": {
        "de": pattern(r"\bKnie\w* (?:schmerz|tut weh|weh)", r"\bbeim Knien\b"),
        "en": pattern(r"\bknees? hurts?", r"\bkneeling hurts", r"\bwhen you kneel"),
        "de-simple": pattern(r"\bKnie\w* (?:weh|tut)", r"\bKnie wehtut", r"\bbeim Knien\b"),
    },
    "N": {
        "de": pattern(r"\bkribbel", r"\bTaubheit", r"\bzieht in (?:Arm|Bein)"),
        "en": pattern(r"\btingl", r"\bnumb(?:ness)?\b"),
        "de-simple": pattern(r"\bkribbelt", r"\btaub\b"),
    },
    "P": {
        "de": pattern(r"\bnach der Geburt", r"\bBeckenboden"),
        "en": pattern(r"\bafter birth", r"\bpelvic floor"),
        "de-simple": pattern(r"\bnach der Geburt", r"\bBeckenboden"),
    },
    "S": {
        "de": pattern(r"\bschwanger", r"\b16\. Woche"),
        "en": pattern(r"\bpregnan", r"\bweek 16"),
        "de-simple": pattern(r"\bschwanger", r"\b16\. Woche"),
    },
    "W": {
        "de": pattern(r"\bHandgelenk\w* schmerz", r"\bSchulter schmerzt", r"\bHandgelenk\b"),
        "en": pattern(r"\bwrists?\b", r"\bshoulder hurts"),
        "de-simple": pattern(r"\bHandgelenk", r"\bSchulter wehtut", r"\bHand oder Schulter"),
    },
}
#: What every exercise says in the same sentences, and what helps to see it drawn.
NOT_OWN = {"figure_description", "antagonist_note"}


@page_rule(Exercise)
def words_of_caution(page: Page) -> Hits:
    """20 – Whoever a text warns is left out by the filter: its words have their caution."""
    codes = {caution.code for caution in page.record.cautions}
    for language in languages():
        for text in page.texts(language):
            if text.name not in NOT_OWN:
                for code, words in WORDS.items():
                    said = language in words and words[language].search(text.value)
                    if said and code not in codes:
                        yield language, f"{text.place} says “{said[0]}” without caution {code}"


@page_rule(Caution)
def caution_words(page: Page) -> Hits:
    """20 – Every caution has its words, so that texts can be held against it."""
    caution = page.record
    if caution.code not in WORDS:
        yield ALL, "no words for it in quality/checks/cautions.py"
        return
    for language in languages():
        told = " ".join(text.value for text in page.texts(language))
        words = WORDS[caution.code].get(language)
        if words and not words.search(told):
            yield language, "says none of its own words"


@content_rule
def safety_sentences(content: Content) -> Iterator[Finding]:
    """20 – Exercises can say when to call 112, when to stop, when to do less and who asks first."""
    told = {page.record.role for page in content.pages if isinstance(page.record, SafetySentence)}
    for role in SafetySentence.Role.values:
        if told and role not in told:
            yield Finding(
                "safetysentence", ALL, ALL, "safety-sentences", f"none has the role {role}"
            )
