"""Who may keep a page: every cache on the way, where it depends on its address alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import has_vary_header, patch_cache_control

Response = Callable[[HttpRequest], HttpResponse]
#: So long a cache between readers and portal answers by itself. A browser asks each time, so that
#: nobody who publishes is shown the page of before; most often it is told that nothing changed.
SHARED_SECONDS = 300


class LanguageFromAddress(LocaleMiddleware):
    """The address alone says the language, so no page varies by what a browser prefers."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


def share_readers_pages(get_response: Response) -> Response:
    """Let caches keep what is the same for every reader; editors' pages and forms stay private."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_same_for_everybody(request, response):
            patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
        return response

    return middleware


def is_same_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.has_header("Cache-Control")
        and not has_vary_header(response, "Cookie")
        and not response.cookies
    )
