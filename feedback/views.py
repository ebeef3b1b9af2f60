"""Take ratings: two buttons, then an optional reason; no cookie, no identity."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editorial.publication import Publishable
from feedback import intake
from feedback.connection import forget_expired_counts
from feedback.forms import ReasonForm
from feedback.models import Rating
from feedback.next_steps import next_steps

ANSWERS = {"yes": True, "no": False}


@csrf_exempt  # An anonymous reader has no session to protect; `comes_from_here` checks the origin.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("portal:home")
    if not intake.comes_from_here(request):
        return refused(request, _("This rating did not come from a page of this portal."), 403)
    page, target = rated_page(request.POST.get("target", ""))
    if (helpful := ANSWERS.get(request.POST.get("helpful", ""))) is None:
        raise BadRequest("no answer")
    if request.POST.get(intake.HONEYPOT):
        return refused(
            request, _("This form was filled in by a machine, so it was not counted."), 400
        )
    if intake.is_repeated(request, page):
        return refused(
            request,
            _("This page has just been rated from your connection. Nothing was counted twice."),
            429,
        )
    if intake.is_flood(request):
        return refused(
            request,
            _("Many ratings have come from your connection today. This one was not counted."),
            429,
        )
    forget_expired_counts()
    rating = Rating.objects.create(
        target=page,
        language=target["language"],
        content_updated_at=target["state"],
        helpful=helpful,
    )
    return redirect("feedback:reason", token=intake.follow_up_token(rating))


@csrf_exempt  # The signed token is the proof; see `rate`.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rating_reason(request: HttpRequest, token: str) -> HttpResponse:
    rating = intake.read_follow_up(token)
    if rating is None:
        return refused(
            request, _("This link has run out. Your rating itself was counted at the time."), 410
        )
    form = ReasonForm(request.POST or None, rating=rating)
    if request.method != "POST" or not form.is_valid():
        return reason_page(request, rating, form, token)
    rating.reason = form.cleaned_data["reason"]
    rating.comment = form.cleaned_data["comment"]
    rating.save(update_fields=["reason", "comment"])
    context = {
        "rating": rating,
        "target_url": target_url(rating),
        "next_steps": next_steps(rating),
    }
    return render(request, "feedback/thanks.html", context)


def reason_page(request: HttpRequest, rating: Rating, form: ReasonForm, token: str) -> HttpResponse:
    context = {
        "rating": rating,
        "reasons": rating.reasons(),
        "errors": {name: str(errors[0]) for name, errors in form.errors.items()},
        "values": {name: form.data.get(name, "") for name in form.fields},
        "action": reverse("feedback:reason", args=[token]),
        "target_url": target_url(rating),
    }
    return render(request, "feedback/reason.html", context, status=400 if form.errors else 200)


def rated_page(signed: str) -> tuple[Publishable, dict[str, str]]:
    """Return the visible page a signed target names; raises Http404 when it is gone."""
    target = intake.read_target(signed)
    page = intake.target_model(target["model"]).objects.published().filter(pk=target["pk"]).first()
    if page is None:
        raise Http404
    return page, target


def target_url(rating: Rating) -> str:
    """Where the reader came from; home when the page has been withdrawn since."""
    page = rating.target
    return page.get_absolute_url() if page and page.is_public else reverse("portal:home")


def refused(request: HttpRequest, message: str, status: int) -> HttpResponse:
    context = {"title": _("Not counted"), "message": message}
    return render(request, "feedback/refused.html", context, status=status)
