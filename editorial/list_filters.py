"""What editors narrow their lists by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewFilter(SimpleListFilter):
    """Pages by what their clinical review needs."""

    title = _("clinical review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("overdue", _("Overdue")),
            ("soon", _("Due within three months")),
            ("never", _("Not reviewed yet")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        wanted = {
            "overdue": Q(review_due_on__lt=today),
            "soon": Q(review_due_on__range=(today, today + dt.timedelta(days=92))),
            "never": Q(reviewed_on__isnull=True),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


class MissingLanguageFilter(SimpleListFilter):
    """Pages that are not there in a language yet, with all of their parts."""

    title = _("missing language")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        code = self.value()
        if code not in dict(settings.LANGUAGES):
            return queryset
        return queryset.exclude(whole_in__contains=f" {code} ")
