"""Tips by situation, and course offers."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.admin_base import in_languages
from editorial.admin_pages import ADDRESS, AddressedAdmin, PublishableAdmin, page_fieldsets
from editorial.list_filters import MissingLanguageFilter, ReviewFilter
from prevention.models import CourseOffer, Situation, Tip


@admin.register(Situation)
class SituationAdmin(AddressedAdmin):
    list_display = ["title", "written_in", "ordering"]
    ordering = ["ordering", "key"]
    fieldsets = [(None, {"fields": ["title", "lead", "ordering"]}), ADDRESS]


@admin.register(Tip)
class TipAdmin(PublishableAdmin):
    list_display = [
        "title",
        "state",
        "situation",
        "written_in",
        "updated",
        "review",
    ]
    list_filter = ["status", "situation", ReviewFilter, MissingLanguageFilter]
    list_select_related = ["situation"]
    autocomplete_fields = [*PublishableAdmin.autocomplete_fields, "exercise"]
    fieldsets = page_fieldsets(
        (None, {"fields": ["situation", "title", "lead", "minutes", "how", "why"]}),
        (_("What belongs to it"), {"fields": ["exercise", "evidence", "ordering"]}),
    )


@admin.register(CourseOffer)
class CourseOfferAdmin(PublishableAdmin):
    list_display = ["title", "state", "provider", "form", "written_in", "review"]
    list_filter = ["status", "form", ReviewFilter, MissingLanguageFilter]
    search_fields = in_languages("title", "lead", "provider")
    fieldsets = page_fieldsets(
        (None, {"fields": ["title", "lead", "description"]}),
        (
            _("The offer"),
            {
                "description": _("Readers see that this is an offer by somebody else."),
                "fields": ["provider", "form", "cost_note", "link", "link_text"],
            },
        ),
    )
