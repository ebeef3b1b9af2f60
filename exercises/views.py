from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from editorial.models import WarningSigns
from editorial.paging import page_of
from exercises import bodymap
from exercises.filters import LibraryFilter, facets_of, without_one
from exercises.models import Exercise, Muscle, MusclePair, Programme
from exercises.plan import Plan
from exercises.week_page import WeekPage, week_pages


def library(request: HttpRequest) -> HttpResponse:
    choice = LibraryFilter.from_query(request.GET)
    plan = Plan.from_query(request.GET, name="plan")
    choice = replace(choice, plan=plan.code)
    facets = facets_of(choice)
    exercises = page_of(choice.left().easy_first().for_list(), request)
    context = {
        "choice": choice,
        "facets": facets,
        "exercises": exercises,
        "ways_out": [] if exercises.paginator.count else without_one(choice, facets),
        "plan": plan,
        "warning_signs": WarningSigns.objects.current(),
    }
    return render(request, "exercises/library.html", context)


def exercise_detail(request: HttpRequest, slug: str) -> HttpResponse:
    exercise = Exercise.objects.published().for_page().at(slug)
    if exercise.slug != slug:
        return redirect(exercise)
    context = {
        "exercise": exercise,
        "plan": Plan.from_query(request.GET, name="plan"),
        "warning_signs": WarningSigns.objects.current(),
        "pairs": MusclePair.objects.published().with_exercise(exercise),
    }
    return render(request, "exercises/detail.html", context)


def pair_list(request: HttpRequest) -> HttpResponse:
    pairs = page_of(MusclePair.objects.published().for_page(), request)
    return render(request, "exercises/pairs.html", {"pairs": pairs})


def pair_detail(request: HttpRequest, slug: str) -> HttpResponse:
    pair = MusclePair.objects.published().for_page().at(slug)
    if pair.slug != slug:
        return redirect(pair)
    context = {"pair": pair, "warning_signs": WarningSigns.objects.current()}
    return render(request, "exercises/pair.html", context)


def body_map(request: HttpRequest) -> HttpResponse:
    muscles = list(Muscle.objects.for_body_map())
    pairs = list(MusclePair.objects.published())
    return render(request, "exercises/body_map.html", {"map": bodymap.BodyMap(muscles, pairs)})


def programme_list(request: HttpRequest) -> HttpResponse:
    programmes = page_of(Programme.objects.published().with_weeks(), request)
    entries = [(programme, week_pages(programme)) for programme in programmes]
    context = {"programmes": programmes, "entries": entries}
    return render(request, "exercises/programmes.html", context)


def programme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    programme = Programme.objects.published().for_page().at(slug)
    if programme.slug != slug:
        return redirect(programme)
    context = {
        "programme": programme,
        "weeks": week_pages(programme),
        "warning_signs": WarningSigns.objects.current(),
    }
    return render(request, "exercises/programme.html", context)


def week_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    programme = Programme.objects.published().for_page().at(slug)
    page = WeekPage.of(programme, number)
    # Another language's slug, or a number with a zero in front.
    if request.path != page.week.get_absolute_url():
        return redirect(page.week)
    context = {"page": page, "warning_signs": WarningSigns.objects.current()}
    return render(request, "exercises/week.html", context)
