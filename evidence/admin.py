"""Statements of evidence and the passages they rest on."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.admin_base import OrderedRows, PlainRelations, TranslatedStackedInline
from editorial.admin_pages import PublishableAdmin, page_fieldsets
from editorial.list_filters import MissingLanguageFilter, ReviewFilter
from evidence.models import NEEDS_PASSAGE, Claim, Passage


class PassageFormSet(forms.BaseInlineFormSet):
    default_error_messages: ClassVar = {"too_few_forms": NEEDS_PASSAGE}


class PassageInline(OrderedRows, PlainRelations, TranslatedStackedInline):
    model = Passage
    formset = PassageFormSet
    min_num = 1
    autocomplete_fields = ["source"]
    fields = ["ordering", "source", "place", "says", "read"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


def without_sources(fieldsets: list[Any]) -> list[Any]:
    """The form of a page whose sources follow from its rows."""
    return [
        (name, options | {"fields": [each for each in options["fields"] if each != "sources"]})
        for name, options in fieldsets
    ]


@admin.register(Claim)
class ClaimAdmin(PublishableAdmin):
    list_display = ["title", "state", "strength", "certainty", "written_in", "review"]
    list_filter = ["status", "strength", "certainty", ReviewFilter, MissingLanguageFilter]
    autocomplete_fields = ["authors", "clinical_reviewers"]
    inlines = [PassageInline]
    fieldsets = without_sources(
        page_fieldsets(
            (None, {"fields": ["title", "lead", "detail"]}),
            (
                _("How sure it is"),
                {
                    "fields": [
                        "strength",
                        "certainty",
                        "population",
                        "comparison",
                        "outcome",
                        "time_span",
                    ]
                },
            ),
        )
    )
