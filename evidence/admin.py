"""Statements of evidence and the passages they rest on."""

from __future__ import annotations

from typing import Any

from admin_ordering.admin import OrderableAdmin
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.admin_base import PlainRelations, TranslatedStackedInline
from editorial.admin_pages import PublishableAdmin, page_fieldsets
from editorial.list_filters import MissingLanguageFilter, ReviewFilter
from evidence.models import NEEDS_PASSAGE, Claim, Passage


class PassageFormSet(forms.BaseInlineFormSet):
    """At least one passage stays."""

    def clean(self) -> None:
        super().clean()
        forms_left = [
            form
            for form in self.forms
            if form.has_changed() or form.instance.pk
            if not self._should_delete_form(form)  # type: ignore[attr-defined]
        ]
        if not forms_left and not any(self.errors):
            raise ValidationError(NEEDS_PASSAGE)


class PassageInline(OrderableAdmin, PlainRelations, TranslatedStackedInline):
    model = Passage
    formset = PassageFormSet
    autocomplete_fields = ["source"]
    fields = ["ordering", "source", "place", "says", "read"]
    ordering_field = "ordering"
    # Dragging is a shortcut; the number is what a keyboard reaches.
    ordering_field_hide_input = False


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
