"""The admin of what every page shares."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editorial.admin_base import (
    ContentAdmin,
    LanguageSwitch,
    OrderedRows,
    PlainRelations,
    TranslatedAdmin,
    TranslatedStackedInline,
    in_languages,
)
from editorial.forms import PictureForm, ReviewDateForm, WarningSignFormSet
from editorial.models import Person, Picture, Source, WarningSign, WarningSigns


@admin.register(Person)
class PersonAdmin(TranslatedAdmin):
    list_display = ["name", "role", "is_clinician"]
    list_filter = ["is_clinician"]
    search_fields = ["name", *in_languages("role")]
    fields = ["name", "role", "is_clinician", "key"]
    prepopulated_fields = {"key": ["name"]}


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = ["title", "authors", "year", "kind"]
    list_filter = ["kind", "year"]
    search_fields = ["title", "authors", "doi", "isbn", "register_number", "key"]
    ordering = ["authors", "-year"]
    prepopulated_fields = {"key": ["authors", "year"]}
    fieldsets = [
        (None, {"fields": ["kind", "authors", "title", "published_in", "year"]}),
        (
            _("Where it can be found"),
            {
                "description": _(
                    "Fill in at least one of these, so that readers can look it up themselves."
                ),
                "fields": ["doi", "isbn", "register_number", "url"],
            },
        ),
        (_("For editors"), {"fields": ["supports", "key"]}),
    ]


@admin.register(Picture)
class PictureAdmin(TranslatedAdmin):
    form = PictureForm
    list_display = ["preview", "key", "alt", "credit"]
    list_display_links = ["preview", "key"]
    search_fields = ["key", "credit", *in_languages("alt")]
    fields = ["file", "alt", "credit", "key"]

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> str:
        return format_html(
            '<img class="preview" src="{}" alt="" width="96" loading="lazy">',
            picture.file.url,
        )


class WarningSignInline(OrderedRows, PlainRelations, TranslatedStackedInline):
    model = WarningSign
    formset = WarningSignFormSet
    autocomplete_fields = ["sources"]
    fields = ["ordering", "tier", "region", "group", "text", "short", "lay_words", "sources"]


@admin.register(WarningSigns)
class WarningSignsAdmin(LanguageSwitch, ContentAdmin):
    form = ReviewDateForm
    list_display = ["__str__", "in_force_since", "reviewed_on"]
    inlines = [WarningSignInline]
    fieldsets = [
        (
            None,
            {
                "description": _(
                    "Every page shows the newest version that is in force. To change the notice, "
                    "add a new version instead of editing the one readers see."
                ),
                "fields": ["version", "reviewed_on", "in_force_since"],
            },
        ),
    ]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the version that has to stay, whichever way it is to be deleted."""
        deleted, counted, permissions, protected = super().get_deleted_objects(objs, request)
        last = [str(notice) for notice in objs if notice.is_the_only_one]
        return deleted, counted, permissions, [*protected, *last]
