"""Every component in all its states; the records behind them are kept in memory only."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator

from articles.models import (
    Callout,
)
from editorial.models import Evidence
from evidence.models import Claim
from exercises.models import Exercise
from styleguide.sample import IN_LIST, Sample
from styleguide.samples.articles import blocks, html_block
from styleguide.samples.exercises import entries, exercise, muscles
from styleguide.samples.shell import around_a_page, marks, shell_parts, signs, warnings
from styleguide.samples.training import plans, weeks

#: Component templates that the page cannot show, and why.
NOT_SHOWN = {
    "components/addresses.html": "stands in the head and shows nothing",
    "components/open_graph.html": "stands in the head and shows nothing",
    "components/page_number.html": "stands in the title of a page and is no mark of its own",
    "components/print_address.html": "stands on paper only",
    "components/read_aloud.html": "stays hidden until its script has found a voice",
    "components/tick_boxes.html": "stands on paper only",
}


def shown_samples() -> Iterator[Sample]:
    yield from marks()
    yield from shell_parts()
    yield from entries()
    yield from muscles()
    yield from plans()
    yield from weeks()
    yield from blocks()
    yield from warnings()
    yield from around_a_page()


def arabic_samples() -> Iterator[Sample]:
    """A few of them as somebody meets them who reads from right to left."""
    text = "<p>الحركة مفيدة للظهر. ابدأ بخطوات صغيرة.</p>"
    callout = html_block(
        Callout(kind=Callout.Kind.CAUTION, title_ar="انتبه", text_de=text, text_ar=text), text
    )
    yield Sample(Callout.template, "", {"block": callout, "language": "ar"})
    yield Sample("components/warning_signs_first.html", "", {"warning_signs": signs()})
    one = exercise(Exercise.Kind.STRETCHING, "hip-flexor-stretch")
    context = {"exercise": one, "dose": one.dose, "language": "ar", "level": 3}
    yield Sample("components/exercise_entry.html", "", context, inside=IN_LIST)
    claim = Claim(
        pk=9,
        slug_de="bewegung",
        lead_de="Bewegung hilft.",
        lead_ar="الحركة تساعد على الشفاء.",
        strength=Evidence.RECOMMENDED,
    )
    yield Sample("components/claim.html", "", {"claim": claim})
    yield Sample(
        "components/search_field.html", "", {"id": "sample", "text": "", "error": "", "large": True}
    )
    yield Sample("components/pager.html", "", {"page": Paginator(range(60), 20).page(2)})
