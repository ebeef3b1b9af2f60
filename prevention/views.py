from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from editorial.models import WarningSigns
from prevention.models import CourseOffer, Situation


def situation_list(request: HttpRequest) -> HttpResponse:
    context = {
        "situations": Situation.objects.with_tips(),
        "offers": CourseOffer.objects.published(),
    }
    return render(request, "prevention/situations.html", context)


def situation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    situation = Situation.objects.with_tips().at(slug)
    if situation.slug != slug:
        return redirect(situation)
    context = {"situation": situation, "warning_signs": WarningSigns.objects.current()}
    return render(request, "prevention/situation.html", context)


def course_list(request: HttpRequest) -> HttpResponse:
    offers = CourseOffer.objects.published().with_provenance()
    return render(request, "prevention/courses.html", {"offers": offers})
