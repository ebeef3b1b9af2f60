import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from articles.models import Article, Topic
from editorial.addresses import absolute, moved
from editorial.former import FormerAddress, Gone
from editorial.kept import kept
from editorial.reading import in_language
from editorial.warning_signs import current_warning_signs
from evidence.models import WITH_WARNING_SIGNS, Claim
from exercises.models import Exercise, MusclePair
from exercises.views import OWN
from portal.http.outage import OUTAGES, RETRY_SECONDS
from portal.models import InfoPage
from prevention.models import Situation
from search.query import Search
from training.models import Programme

NEWEST = 4
#: The article for whoever has none of the warning signs.
FIRST_DAYS = "first-days-of-acute-pain"
#: Topics and situations named on the home page; the lists have them all.
MOST_WAYS = 24
#: Pages that are offered in place of one that has been taken away.
NEAREST = 3


@kept()
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "topics": in_language(Topic.objects.all())[:MOST_WAYS],
        "articles": Article.objects.published().for_list()[:NEWEST],
        "pair": MusclePair.objects.published().for_page().first(),
        "programme": Programme.objects.published().first(),
        "situations": in_language(Situation.objects.all())[:MOST_WAYS],
        "exercise_count": Exercise.objects.published().count(),
    }
    return render(request, "portal/home.html", context)


@kept()
def warning_signs(request: HttpRequest) -> HttpResponse:
    context = {
        "warning_signs": current_warning_signs(),
        "how_sure": Claim.objects.published().filter(key=WITH_WARNING_SIGNS).first(),
        "first_days": Article.objects.published().filter(key=FIRST_DAYS).first(),
    }
    return render(request, "portal/warning_signs.html", context)


@kept()
def info_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = InfoPage.objects.published().with_provenance().at(slug)
    if page.slug != slug:
        return moved(request, page)
    return render(request, "portal/info.html", {"object": page, "info": page})


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in not_to_crawl()),
        f"Sitemap: {absolute(request, reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def not_to_crawl() -> Iterator[str]:
    """Addresses of editors, of single readers, and of every combination of filters."""
    yield "/admin/"
    yield "/*?*&"
    yield from (f"/*?*{name}=" for name in OWN)
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield from (f"{reverse(name)}?" for name in ("training:plan", "search:results"))
            for name in ("training:train", "training:plan_calendar", "training:plan_pdf"):
                yield reverse(name)
            yield reverse("feedback:rate")


def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(staticfiles_storage.url("icons/favicon.ico"), permanent=False)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return error_page(request, 413, template="400.html")
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came from elsewhere, or a POST to a page that takes none."""
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Gone):
        return page_gone(request, exception.former)
    return error_page(request, 404)


def page_gone(request: HttpRequest, former: FormerAddress) -> HttpResponse:
    """Say what has been taken away, and which pages come nearest to it."""
    near = Search.from_query({"q": former.title}, language=request.LANGUAGE_CODE)
    return error_page(request, 410, former=former, near=near.results[:NEAREST])


def error_page(
    request: HttpRequest, status: int, *, template: str = "", **context: Any
) -> HttpResponse:
    # There is no such page in another language either; the language switch then leads home.
    request.resolver_match = None
    return render(request, template or f"{status}.html", context, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    # Whatever broke may be what the shell of a page needs: this template needs nothing.
    response = render(request, "500.html", {"style_sheet": style_sheet_if_there()}, status=500)
    if isinstance(sys.exception(), OUTAGES):
        response.status_code, response["Retry-After"] = 503, str(RETRY_SECONDS)
    return response


def style_sheet_if_there() -> str:
    """Return the address of the style sheet, or nothing where static files were never collected."""
    try:
        return staticfiles_storage.url("css/site.css")
    except ValueError:
        return ""
