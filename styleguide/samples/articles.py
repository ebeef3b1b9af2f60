"""The blocks of an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import mark_safe

from articles.models import (
    Callout,
    CourseTeaser,
    ExerciseTeaser,
    Figure,
    RichText,
    ShownClaim,
    Worksheet,
)
from editorial.models import Evidence
from evidence.models import Claim
from exercises.models import Exercise
from prevention.models import CourseOffer
from styleguide.sample import Sample
from styleguide.samples.exercises import exercise


def sample_claim(pk: int, evidence: str) -> Claim:
    return Claim(
        pk=pk,
        title_de="Bettruhe",
        slug_de="bettruhe",
        lead_de="Wer in Bewegung bleibt, wird schneller gesund.",
        strength=evidence,
        certainty=Claim.Certainty.MODERATE,
    )


def html_block(block: Any, html: str) -> Any:
    """Give a block the text as the page brings it."""
    block.html = mark_safe(html)  # noqa: S308 – written in this module
    return block


def blocks() -> Iterator[Sample]:
    text = (
        "<p>Ein Absatz mit <a href='#'>einem Verweis</a> und <strong>etwas Wichtigem</strong>.</p>"
        "<ul><li>Ein Punkt</li><li>Noch ein Punkt</li></ul><h3>Schritte</h3>"
        "<ol><li>Erst das eine</li><li>Dann das andere</li></ol>"
    )
    section = html_block(RichText(heading_de="Warum der Rücken wehtut", text_de=text), text)
    section.anchor = "warum"
    yield Sample(
        RichText.template, "with a heading and lists", {"block": section, "language": "de"}
    )
    for kind in Callout.Kind:
        title = "" if kind == Callout.Kind.TIP else "Mit Überschrift"
        text = "<p>Kleine Wege zählen: Bewegung tut dem Rücken gut.</p>"
        block = html_block(Callout(kind=kind, title_de=title, text_de=text), text)
        yield Sample(Callout.template, kind.value, {"block": block, "language": "de"})
    drawing = Figure(drawing="balance", caption_de="Beide Seiten tragen gleich viel.")
    yield Sample(Figure.template, "drawing", {"block": drawing, "language": "de"})
    for pk, evidence in enumerate(Evidence, start=1):
        claim = sample_claim(pk, evidence)
        yield Sample("components/claim.html", evidence.value, {"claim": claim})
        yield Sample("components/certainty.html", evidence.value, {"claim": claim})
    shown = ShownClaim(pk=1, claim=sample_claim(9, Evidence.UNCLEAR))
    yield Sample(ShownClaim.template, "", {"block": shown, "language": "de"})
    teaser = ExerciseTeaser(exercise=exercise(Exercise.Kind.STRETCHING, "hip-flexor-stretch"))
    yield Sample(ExerciseTeaser.template, "", {"block": teaser, "language": "de"})
    for way in Worksheet.Kind:
        prompts = "Seit wann haben Sie Schmerzen?\nWas möchten Sie wieder tun können?"
        sheet = Worksheet(kind=way, heading_de="Meine Beschwerden", prompts_de=prompts)
        sheet.anchor = f"meine-beschwerden-{way}"
        yield Sample(Worksheet.template, way.value, {"block": sheet, "language": "de"})
    offer = CourseOffer(
        title_de="Rückenkurs", slug_de="kurs", lead_de="Acht Abende in einer kleinen Gruppe."
    )
    context = {"block": CourseTeaser(course_offer=offer), "language": "de"}
    yield Sample(CourseTeaser.template, "", context)
