"""What search reads of each kind of page, in the active language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from content_editor.contents import contents_for_item
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext

from articles.models import BLOCKS, Article, GlossaryTerm
from editorial.models import WarningSigns
from exercises.models import Exercise, MusclePair, Programme
from portal.models import InfoPage
from prevention.models import CourseOffer, Situation, Tip


def article(page: Article) -> Iterator[Any]:
    yield from (page.key_points, page.questions_for_doctor, page.topic.title)
    for block in contents_for_item(page, plugins=BLOCKS).main:
        yield getattr(block, "plain_text", "")


def exercise(page: Exercise) -> Iterator[Any]:
    yield from (page.aliases, page.get_kind_display(), page.common_mistakes, page.evidence_note)
    yield from (step.text for step in page.steps.all())
    for muscle in [*page.agonists.all(), *page.antagonists.all()]:
        yield f"{muscle.name} {muscle.latin}"
    yield from (region.name for region in page.regions.all())


def muscle_pair(page: MusclePair) -> Iterator[Any]:
    yield from (page.tightens, page.weakens, page.together, page.not_supported)
    for muscle in (page.first, page.second):
        yield f"{muscle.name} {muscle.latin}"


def programme(page: Programme) -> Iterator[Any]:
    yield from (page.for_whom, page.how_to)
    yield from (f"{week.title} {week.focus}" for week in page.weeks.all())


def situation(page: Situation) -> Iterator[Any]:
    yield from (tip.title for tip in Tip.objects.published().filter(situation=page))


def warning_signs(notice: WarningSigns) -> Iterator[Any]:
    yield from (notice.emergency, notice.urgent, notice.soon)
    yield gettext("When to call 112, when to see a doctor today, when to make an appointment.")


#: How to read each kind of page, beyond its title and lead.
READERS: dict[type[models.Model], Callable[[Any], Iterator[Any]]] = {
    Article: article,
    Exercise: exercise,
    MusclePair: muscle_pair,
    Programme: programme,
    Tip: lambda page: iter((page.how, page.why, page.situation.title)),
    CourseOffer: lambda page: iter((page.description, page.cost_note, page.provider)),
    GlossaryTerm: lambda page: iter((page.aliases,)),
    InfoPage: lambda page: iter((page.text,)),
    Situation: situation,
    WarningSigns: warning_signs,
}


def body_of(page: models.Model) -> str:
    """Return everything on the page below its title, as plain text."""
    texts = READERS[type(page)](page)
    return " ".join([summary_of(page), *(strip_tags(str(text or "")) for text in texts)])


def title_of(page: Any) -> str:
    return gettext("Warning signs") if isinstance(page, WarningSigns) else page.title


def summary_of(page: Any) -> str:
    if isinstance(page, WarningSigns):
        return gettext("When to call 112, when to see a doctor today, when to make an appointment.")
    return page.definition if isinstance(page, GlossaryTerm) else page.lead


def title_words(page: Any) -> str:
    """Return the title with the other names of the same thing."""
    if isinstance(page, WarningSigns):
        return f"{title_of(page)} {gettext('Emergency:')} 112 116117"
    return f"{page.title} {getattr(page, 'aliases', '') or ''}"
