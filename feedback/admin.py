"""What readers said, to be read and, where it must be, deleted; never to be changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.models import Rating


@admin.register(Rating)
class RatingAdmin(admin.ModelAdmin):
    list_display = ["day", "helpful", "page", "reason", "comment", "language"]
    list_filter = ["helpful", "language", "reason", "day", "content_type"]
    search_fields = ["comment"]
    date_hierarchy = "day"
    fields = [
        "page",
        "helpful",
        "reason",
        "comment",
        "language",
        "content_updated_at",
        "day",
    ]
    readonly_fields = ["page"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        ratings = super().get_queryset(request).select_related("content_type")
        return ratings.prefetch_related("target")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("page"))
    def page(self, rating: Rating) -> str:
        """The rated page, with a link to where it is edited."""
        if rating.target is None:
            return gettext("This page no longer exists.")
        kind = rating.content_type
        try:
            address = reverse(
                f"admin:{kind.app_label}_{kind.model}_change", args=[rating.object_id]
            )
        except NoReverseMatch:
            return str(rating.target)
        return format_html('<a href="{}">{}</a>', address, rating.target)
