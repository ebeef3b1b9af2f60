"""Where each reason leads a reader next."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.models import Rating

Step = dict[str, str]


def next_steps(rating: Rating) -> list[Step]:
    """Return the pages that answer what the reader missed, best first."""
    lead_on = LEAD_ON.get(rating.reason)
    return lead_on(rating) if lead_on else []


def plain_version(rating: Rating) -> list[Step]:
    page = rating.target
    if page is None or rating.language == "de-simple" or not page.is_translated("de-simple"):
        return []
    with translation.override("de-simple"):
        return [{"label": _("Read this page in plain German"), "url": page.get_absolute_url()}]


def search_and_topics(rating: Rating) -> list[Step]:
    return [
        {"label": _("Search the portal"), "url": reverse("search:results")},
        {"label": _("See all articles"), "url": reverse("articles:list")},
    ]


def safety_first(rating: Rating) -> list[Step]:
    return [
        {"label": _("Check the warning signs"), "url": reverse("portal:warning_signs")},
        {"label": _("See easy exercises"), "url": reverse("exercises:library") + "?level=1"},
    ]


LEAD_ON: dict[str, Callable[[Rating], list[Step]]] = {
    Rating.Reason.TOO_HARD: plain_version,
    Rating.Reason.NOT_FOUND: search_and_topics,
    Rating.Reason.TOO_PAINFUL: safety_first,
}
