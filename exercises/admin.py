"""The exercise library: exercises, muscle pairs and what they are described by."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.admin_base import (
    OrderedRows,
    TranslatedAdmin,
    TranslatedTabularInline,
    in_languages,
)
from editorial.admin_pages import PublishableAdmin, page_fieldsets
from editorial.list_filters import MissingLanguageFilter, ReviewFilter
from exercises.cautions import Caution, LoadTag, SafetySentence
from exercises.models import (
    Equipment,
    Exercise,
    Ladder,
    Muscle,
    MusclePair,
    Position,
    Region,
    Step,
)


class StepInline(OrderedRows, TranslatedTabularInline):
    model = Step
    fields = ["ordering", "text"]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name.startswith("text"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Exercise)
class ExerciseAdmin(PublishableAdmin):
    list_display = ["title", "state", "kind", "written_in", "updated", "review"]
    list_filter = [
        "status",
        "kind",
        "level",
        "regions",
        "positions",
        ReviewFilter,
        MissingLanguageFilter,
    ]
    search_fields = in_languages("title", "lead", "aliases")
    autocomplete_fields = [
        *PublishableAdmin.autocomplete_fields,
        "agonists",
        "antagonists",
        "ladder",
        "picture",
    ]
    inlines = [StepInline]
    fieldsets = page_fieldsets(
        (None, {"fields": ["title", "lead", "aliases"]}),
        (
            _("What kind of exercise it is"),
            {
                "fields": [
                    ("kind", "form", "level"),
                    ("ladder", "rung", "strand"),
                    "posture",
                    "regions",
                    "positions",
                    "equipment",
                    "wheelchair",
                ]
            },
        ),
        (
            _("Dose"),
            {
                "description": _(
                    "The start is where everybody begins, and what timer, plan and print use. The goal is what it may grow to before the next rung."
                ),
                "fields": [
                    ("start_sets", "start_repetitions", "start_hold"),
                    ("goal_sets", "goal_repetitions", "goal_hold"),
                    ("per_side", "rest_seconds"),
                    ("days_per_week_from", "days_per_week_to"),
                    ("times_per_day_from", "times_per_day_to"),
                    "effort",
                ],
            },
        ),
        (_("Muscles"), {"fields": ["agonists", "antagonists", "antagonist_note"]}),
        (
            _("While doing it"),
            {
                "classes": ["after-rows"],
                "fields": [
                    "breathing",
                    "common_mistakes",
                    "easier_variant",
                    "harder_variant",
                ],
            },
        ),
        (_("Safety"), {"classes": ["after-rows"], "fields": ["load_tags", "stop_rule"]}),
        (
            _("Evidence"),
            {"classes": ["after-rows"], "fields": ["evidence", "evidence_note"]},
        ),
        (
            _("Picture"),
            {
                "classes": ["after-rows"],
                "fields": ["figure", "figure_description", "picture"],
            },
        ),
    )

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # Short lists are best ticked; none of them is hidden behind a search.
        if db_field.name in ("regions", "positions", "equipment", "load_tags"):
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(MusclePair)
class MusclePairAdmin(PublishableAdmin):
    autocomplete_fields = [
        *PublishableAdmin.autocomplete_fields,
        "first",
        "second",
        "isometric",
        "stretching",
        "strengthening",
    ]
    fieldsets = page_fieldsets(
        (None, {"fields": ["title", "lead"]}),
        (
            _("The two muscles"),
            {
                "fields": [
                    "first",
                    "second",
                    "tightens",
                    "weakens",
                    "together",
                    "not_supported",
                ]
            },
        ),
        (
            _("One exercise of each kind"),
            {"fields": ["isometric", "stretching", "strengthening", "ordering"]},
        ),
    )


# --- What exercises are described by -----------------------------------------------------------


class PropertyAdmin(TranslatedAdmin):
    list_display: list[Any] = ["name", "key", "ordering"]
    search_fields = in_languages("name")
    prepopulated_fields: ClassVar[dict[str, Any]] = {}
    fields: ClassVar[list[Any]] = ["name", "ordering", "key"]


@admin.register(Region)
class RegionAdmin(PropertyAdmin):
    pass


@admin.register(Position)
class PositionAdmin(PropertyAdmin):
    list_display = ["name", "on_floor", "key", "ordering"]
    fields = ["name", "on_floor", "at_desk", "getting_there", "ordering", "key"]


@admin.register(Equipment)
class EquipmentAdmin(PropertyAdmin):
    list_display = ["name", "at_desk", "key", "ordering"]
    fields = ["name", "at_desk", "ordering", "key"]


@admin.register(Muscle)
class MuscleAdmin(TranslatedAdmin):
    list_display = ["name", "latin", "key"]
    search_fields = ["latin", *in_languages("name")]
    ordering = ["name_de"]
    fields = ["name", "latin", "key"]


@admin.register(Caution)
class CautionAdmin(TranslatedAdmin):
    list_display = ["code", "name", "text"]
    list_display_links = ["code", "name"]
    search_fields = ["code", *in_languages("name", "text")]
    fields = ["code", "name", "text"]


@admin.register(LoadTag)
class LoadTagAdmin(TranslatedAdmin):
    list_display = ["name", "codes", "key"]
    search_fields = ["key", *in_languages("name")]
    fields = ["name", "cautions", "key"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("cautions")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(
            db_field, request, **kwargs | {"widget": forms.CheckboxSelectMultiple}
        )

    @admin.display(description=_("cautions"))
    def codes(self, tag: LoadTag) -> str:
        return " ".join(caution.code for caution in tag.cautions.all())


@admin.register(SafetySentence)
class SafetySentenceAdmin(TranslatedAdmin):
    list_display = ["text", "role", "caution", "ordering"]
    list_filter = ["role"]
    list_select_related = ["caution"]
    search_fields = ["key", *in_languages("text")]
    fields = ["role", "text", "caution", "only_relaxation", "ordering", "key"]


@admin.register(Ladder)
class LadderAdmin(TranslatedAdmin):
    list_display = ["title", "key"]
    search_fields = ["key", *in_languages("title")]
    fields = ["title", "key"]
