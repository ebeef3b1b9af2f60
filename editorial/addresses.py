"""Addresses: whole ones for what leaves the page, and the way from an old one to the new."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def absolute(request: HttpRequest, path: str) -> str:
    """Return an absolute address: at the portal's own name where it is set, else where it was asked for."""
    if settings.SITE_URL:
        return settings.SITE_URL.rstrip("/") + path
    return request.build_absolute_uri(path)


def with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def moved(request: HttpRequest, page: Any) -> HttpResponse:
    """Lead on to the address a page has now, with what was asked for along with the old one."""
    return redirect(with_query(page.get_absolute_url(), request.GET.urlencode()), permanent=True)
