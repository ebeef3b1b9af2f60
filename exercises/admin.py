"""The exercise library: exercises, muscle pairs, programmes and what they are described by."""

from __future__ import annotations

from typing import Any

from admin_ordering.admin import OrderableAdmin
from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.admin_base import (
    PlainRelations,
    TranslatedAdmin,
    TranslatedStackedInline,
    TranslatedTabularInline,
    in_languages,
)
from editorial.admin_pages import PublishableAdmin, page_fieldsets
from editorial.list_filters import MissingLanguageFilter, ReviewFilter
from exercises.models import (
    Caution,
    Equipment,
    Exercise,
    Muscle,
    MusclePair,
    Position,
    Programme,
    Region,
    Session,
    SessionExercise,
    Step,
    Week,
)


class StepInline(OrderableAdmin, TranslatedTabularInline):
    model = Step
    fields = ["ordering", "text"]
    ordering_field = "ordering"
    # Dragging is a shortcut; the number is what a keyboard reaches.
    ordering_field_hide_input = False

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
        "easier",
        "picture",
    ]
    inlines = [StepInline]
    fieldsets = page_fieldsets(
        (None, {"fields": ["title", "lead", "aliases"]}),
        (
            _("What kind of exercise it is"),
            {"fields": [("kind", "level"), "regions", "positions", "equipment"]},
        ),
        (
            _("Dose"),
            {
                "description": _("Give a smaller and a larger number, or only the first of them."),
                "fields": [
                    ("sets", "rest_seconds"),
                    ("repetitions_from", "repetitions_to"),
                    ("hold_seconds_from", "hold_seconds_to"),
                    ("times_per_week_from", "times_per_week_to"),
                    "per_side",
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
                    "easier",
                ],
            },
        ),
        (_("Safety"), {"classes": ["after-rows"], "fields": ["cautions", "stop_rule"]}),
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
        if db_field.name in ("regions", "positions", "equipment", "cautions"):
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


# --- Programmes ------------------------------------------------------------------------------
# Registered from the inside out: each registers its rows for versions, and a programme's version
# has to follow its weeks down to the exercises.


class InnerAdmin(TranslatedAdmin):
    """A row with rows of its own: reached from the page it belongs to, not from the index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SessionExerciseInline(PlainRelations, OrderableAdmin, admin.TabularInline):
    model = SessionExercise
    fields = ["ordering", "exercise", "sets", "repetitions", "hold_seconds"]
    autocomplete_fields = ["exercise"]
    ordering_field = "ordering"
    ordering_field_hide_input = False
    extra = 0


@admin.register(Session)
class SessionAdmin(InnerAdmin):
    list_display = ["title", "week"]
    list_select_related = ["week"]
    readonly_fields = ["part_of"]
    fieldsets = [
        (
            None,
            {
                "description": _("An empty number means the exercise’s own dose."),
                "fields": ["part_of", "number", "title"],
            },
        )
    ]
    inlines = [SessionExerciseInline]

    def page_of(self, obj: Session) -> Programme:
        return obj.week.programme

    @admin.display(description=_("week"))
    def part_of(self, session: Session) -> str:
        return link_to(session.week)


class SessionInline(TranslatedStackedInline):
    model = Session
    fields = ["number", "title", "exercises"]
    readonly_fields = ["exercises"]
    show_change_link = True

    @admin.display(description=_("exercises"))
    def exercises(self, session: Session) -> str:
        if not session.pk:
            return gettext("Save the week first; then you can choose the exercises here.")
        names = ", ".join(str(item) for item in session.items.select_related("exercise"))
        address = reverse("admin:exercises_session_change", args=[session.pk])
        return format_html(
            '{} <a class="row-link" href="{}">{}</a>',
            names or _("None yet."),
            address,
            _("Choose the exercises of this session"),
        )


@admin.register(Week)
class WeekAdmin(InnerAdmin):
    list_display = ["title", "programme"]
    list_select_related = ["programme"]
    readonly_fields = ["part_of"]
    fieldsets = [(None, {"fields": ["part_of", "number", "title", "focus"]})]
    inlines = [SessionInline]

    def page_of(self, obj: Week) -> Programme:
        return obj.programme

    def view_on_site(self, obj: Week) -> str | None:  # type: ignore[override]
        """Only what readers can see has a link to it."""
        return obj.get_absolute_url() if obj.programme.is_public else None

    @admin.display(description=_("programme"))
    def part_of(self, week: Week) -> str:
        return link_to(week.programme)


class WeekInline(TranslatedStackedInline):
    model = Week
    fields = ["number", "title", "focus", "sessions"]
    readonly_fields = ["sessions"]
    show_change_link = True

    @admin.display(description=_("sessions"))
    def sessions(self, week: Week) -> str:
        if not week.pk:
            return gettext("Save the programme first; then you can add sessions here.")
        names = ", ".join(session.title for session in week.sessions.all())
        address = reverse("admin:exercises_week_change", args=[week.pk])
        return format_html(
            '{} <a class="row-link" href="{}">{}</a>',
            names or _("None yet."),
            address,
            _("Edit the sessions of this week"),
        )


@admin.register(Programme)
class ProgrammeAdmin(PublishableAdmin):
    inlines = [WeekInline]
    fieldsets = page_fieldsets(
        (None, {"fields": ["title", "lead"]}),
        (_("For whom"), {"fields": ["for_whom", "not_for", "how_to", "ordering"]}),
    )


def link_to(obj: Any) -> str:
    """A link to where `obj` is edited."""
    address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    return format_html('<a href="{}">{}</a>', address, obj)


# --- What exercises are described by -----------------------------------------------------------


class FacetAdmin(TranslatedAdmin):
    list_display: Any = ["name", "key", "ordering"]
    search_fields = in_languages("name")
    prepopulated_fields: Any = {}
    fields: Any = ["name", "ordering", "key"]


@admin.register(Region)
class RegionAdmin(FacetAdmin):
    pass


@admin.register(Position)
class PositionAdmin(FacetAdmin):
    list_display = ["name", "on_floor", "key", "ordering"]
    fields = ["name", "on_floor", "at_desk", "getting_there", "ordering", "key"]


@admin.register(Equipment)
class EquipmentAdmin(FacetAdmin):
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
