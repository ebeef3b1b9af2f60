"""Whole addresses, for what leaves the page: links for machines, codes, files."""

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """Return an absolute address: at the portal's own name where it is set, else where it was asked for."""
    if settings.SITE_URL:
        return settings.SITE_URL.rstrip("/") + path
    return request.build_absolute_uri(path)
