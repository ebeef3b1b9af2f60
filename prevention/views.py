from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.addresses import moved
from editorial.kept import kept
from editorial.paging import page_of
from editorial.reading import in_language
from prevention.models import CourseOffer, Situation, Tip


@kept(query=["page"])
def situation_list(request: HttpRequest) -> HttpResponse:
    page = page_of(Situation.objects.with_first_tips(), request)
    context = {
        "page": page,
        "situations": list(with_drawn_tip(page)),
        "has_offers": CourseOffer.objects.published().exists(),
    }
    return render(request, "prevention/situations.html", context)


def with_drawn_tip(situations: Iterable[Situation]) -> Iterator[tuple[Situation, Tip | None]]:
    """Yield each situation with a tip whose exercise shows it; none twice while there is another."""
    drawn: set[int | None] = set()
    for situation in situations:
        tips = [tip for tip in situation.tips.all() if tip.exercise and tip.exercise.is_public]
        fresh = [tip for tip in tips if tip.exercise_id not in drawn]
        drawn.update(tip.exercise_id for tip in fresh[:1])
        yield situation, next(iter(fresh or tips), None)


@kept()
def situation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    situation = Situation.objects.with_tips().at(slug)
    if situation.slug != slug:
        return moved(request, situation)
    context = {
        "object": situation,
        "situation": situation,
    }
    return render(request, "prevention/situation.html", context)


@kept()
def course_list(request: HttpRequest) -> HttpResponse:
    offers = in_language(CourseOffer.objects.published()).with_provenance()
    return render(request, "prevention/courses.html", {"offers": offers})
