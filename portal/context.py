"""What every page's shell needs to know; the same for every reader of a language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_bidi

from editorial.remembered import remembered
from portal.models import InfoPage

#: Pages about the portal that every footer names.
MOST_PAGES = 12


def shell(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "html_dir": "rtl" if get_language_bidi() else "ltr",
        # Lazy, so that admin pages, which share the processor, do not ask for it.
        "info_pages": SimpleLazyObject(info_pages),
    }


@remembered
def info_pages() -> list[InfoPage]:
    return list(InfoPage.objects.published().only("key", "title", "slug", "whole_in")[:MOST_PAGES])
