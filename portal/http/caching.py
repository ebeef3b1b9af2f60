"""Who may keep a page: every cache on the way, where it depends on its address alone."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import has_vary_header, patch_cache_control

from editorial.kept import kept_query

Response = Callable[[HttpRequest], HttpResponse]
#: Set in the environment of a request by `PageCache`, which answers the next readers itself.
KEEPS = "portal.keeps_pages"
#: Tells it to keep a page, with the names of its query that count; no reader ever sees it.
KEPT = "X-Kept"
#: A page, where it has gone to, and that it has been taken away.
SHARED = {HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.GONE}
#: So long a cache between readers and portal may show a page while the portal does not answer.
STALE_SECONDS = 3600


class LanguageFromAddress(LocaleMiddleware):
    """The address alone says the language, so no page varies by what a browser prefers."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class ConditionalGet(ConditionalGetMiddleware):
    """Leaves what is kept whole to the layer that keeps it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        return (
            response if response.has_header(KEPT) else super().process_response(request, response)
        )


def share_readers_pages(get_response: Response) -> Response:
    """Let caches keep what is the same for every reader.

    What one reader has put together (a plan, a search) stays in that reader's browser, and so does
    every page of somebody who is signed in.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_readers_page(request, response):
            names = kept_query(request)
            if names is None or settings.SESSION_COOKIE_NAME in request.COOKIES:
                patch_cache_control(response, private=True, max_age=0)
            else:
                share(response)
                if KEEPS in request.META and is_page(response):
                    response[KEPT] = " ".join(names)
        return response

    return middleware


def is_readers_page(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in SHARED
        and not response.has_header("Cache-Control")
        and not has_vary_header(response, "Cookie")
        and not response.cookies
        # A nonce is good for one answer.
        and "'nonce-" not in response.get("Content-Security-Policy", "")
    )


def is_page(response: HttpResponse) -> bool:
    """Whether there is something to keep whole; of old addresses there are too many."""
    return response.status_code == HTTPStatus.OK and not response.streaming


def share(response: HttpResponse) -> None:
    """Let every cache keep a page.

    A browser asks each time, so that nobody who publishes is shown the page of before; most often it
    is told that nothing changed. To show a page while asking for the new one is only for what stands
    between readers and portal, so it is said where browsers do not look.
    """
    seconds = settings.SHARED_CACHE_SECONDS
    patch_cache_control(
        response, public=True, max_age=0, s_maxage=seconds, stale_if_error=STALE_SECONDS
    )
    response["CDN-Cache-Control"] = (
        f"max-age={seconds}, stale-while-revalidate={seconds}, stale-if-error={STALE_SECONDS}"
    )
