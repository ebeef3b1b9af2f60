"""The moments at which the clock alone changes what readers see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from editorial.models import WarningSigns
from editorial.page_kinds import page_models
from editorial.publication import Publishable, Status

MOST_MOMENTS = 100


def moments_ahead() -> tuple[float, ...]:
    """The next moments at which what readers see changes by itself, the first one first."""
    found = set(midnights(_days_of_notices()))
    for model in page_models():
        if issubclass(model, Publishable):
            found |= set(_planned(model)) | set(_reviews_due(model))
    return tuple(sorted(found)[:MOST_MOMENTS])


def _planned(model: Any) -> list[float]:
    """The dates of pages that are published but not yet shown."""
    pages = model._default_manager.filter(
        status=Status.PUBLISHED, published_at__gt=timezone.now()
    ).order_by("published_at")
    return [
        date.timestamp() for date in pages.values_list("published_at", flat=True)[:MOST_MOMENTS]
    ]


def _reviews_due(model: Any) -> Iterator[float]:
    """When pages begin to say that their review is overdue: as their last day ends."""
    due = model._default_manager.filter(
        status=Status.PUBLISHED, review_due_on__gte=timezone.localdate()
    ).order_by("review_due_on")
    days = due.values_list("review_due_on", flat=True).distinct()[:MOST_MOMENTS]
    return midnights(day + dt.timedelta(days=1) for day in days)


def _days_of_notices() -> Iterable[dt.date]:
    """The days from which a notice of warning signs is in force."""
    ahead = WarningSigns.objects.filter(in_force_since__gt=timezone.localdate())
    days = ahead.order_by("in_force_since").values_list("in_force_since", flat=True)
    return [day for day in days[:MOST_MOMENTS] if day]


def midnights(days: Iterable[dt.date]) -> Iterator[float]:
    """The moments at which days begin here."""
    zone = timezone.get_default_timezone()
    for day in days:
        yield dt.datetime.combine(day, dt.time.min, tzinfo=zone).timestamp()
