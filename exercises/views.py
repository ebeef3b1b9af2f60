from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.addresses import moved
from editorial.kept import kept
from editorial.paging import page_of
from editorial.reading import in_language
from evidence.models import ON_IMBALANCE, Claim
from exercises import bodymap
from exercises.filters import LibraryFilter, facets_of, without_one
from exercises.models import Exercise, Muscle, MusclePair
from exercises.muscle_exercises import FEW_PAIRS, uses_of_muscles
from exercises.progress import progress_of
from exercises.stop_rules import stop_sentences

#: What a reader has put together: the plan being made, and what needs care.
OWN = ["plan", "without"]
FILTERS = [name for name in LibraryFilter.__dataclass_fields__ if name not in OWN]


@kept(query=[*FILTERS, "page"], own=OWN)
def library(request: HttpRequest) -> HttpResponse:
    choice = LibraryFilter.from_query(request.GET)
    facets = facets_of(choice)
    exercises = page_of(choice.left().easy_first().for_list(), request)
    context = {
        "choice": choice,
        "facets": facets,
        "exercises": exercises,
        "ways_out": [] if exercises.paginator.count else without_one(choice, facets),
    }
    return render(request, "exercises/library.html", context)


@kept(own=OWN)
def exercise_detail(request: HttpRequest, slug: str) -> HttpResponse:
    exercise = Exercise.objects.published().for_page().at(slug)
    if exercise.slug != slug:
        return moved(request, exercise)
    context = {
        "object": exercise,
        "exercise": exercise,
        "stop_sentences": stop_sentences([exercise])[exercise.key],
        "progress": progress_of(exercise),
        "pairs": MusclePair.objects.published().with_exercise(exercise)[:FEW_PAIRS],
    }
    return render(request, "exercises/detail.html", context)


@kept(query=["page"])
def pair_list(request: HttpRequest) -> HttpResponse:
    pairs = page_of(MusclePair.objects.published().for_page(), request)
    context = {"pairs": pairs}
    return render(request, "exercises/pairs.html", context)


@kept()
def pair_detail(request: HttpRequest, slug: str) -> HttpResponse:
    pair = MusclePair.objects.published().for_page().at(slug)
    if pair.slug != slug:
        return moved(request, pair)
    context = {
        "object": pair,
        "pair": pair,
        "balance_claim": Claim.objects.published().filter(key=ON_IMBALANCE).first(),
    }
    return render(request, "exercises/pair.html", context)


@kept()
def body_map(request: HttpRequest) -> HttpResponse:
    shown = bodymap.BodyMap(in_language(Muscle.objects.all()), uses_of_muscles())
    context = {"map": shown}
    return render(request, "exercises/body_map.html", context)
