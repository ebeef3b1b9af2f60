from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.addresses import moved
from editorial.kept import kept
from editorial.paging import page_of
from training.models import Programme
from training.week_page import WeekPage, cautions_of, week_pages


@kept(query=["page"])
def programme_list(request: HttpRequest) -> HttpResponse:
    programmes = page_of(Programme.objects.published().with_weeks(), request, size=12)
    entries = [(programme, week_pages(programme)) for programme in programmes]
    context = {
        "programmes": programmes,
        "entries": entries,
    }
    return render(request, "training/programmes.html", context)


@kept()
def programme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    programme = Programme.objects.published().for_page().at(slug)
    if programme.slug != slug:
        return moved(request, programme)
    weeks = week_pages(programme)
    context = {
        "object": programme,
        "programme": programme,
        "weeks": weeks,
        "cautions": cautions_of(weeks),
    }
    return render(request, "training/programme.html", context)


@kept()
def week_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    programme = Programme.objects.published().for_page().at(slug)
    page = WeekPage.of(programme, number)
    # Another language's slug, or a number with a zero in front.
    if request.path != page.week.get_absolute_url():
        return moved(request, page.week)
    context = {
        "object": page.week,
        "page": page,
    }
    return render(request, "training/week.html", context)
