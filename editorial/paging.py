"""Numbered pages of long lists."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


def page_of(queryset: QuerySet, request: HttpRequest, *, size: int = 24) -> Page:
    """Return the page that `?page=` names, the first without it; raises Http404 for any other."""
    try:
        return Paginator(queryset, size).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error
