"""Programmes with their weeks and sessions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.admin_base import (
    OrderedRows,
    PlainRelations,
    TranslatedAdmin,
    TranslatedStackedInline,
)
from editorial.admin_pages import PublishableAdmin, page_fieldsets
from editorial.forms import PublishableForm
from training.models import MOST_ROWS, NUMBER_TAKEN, Programme, Session, SessionExercise, Week
from training.promise import Promise

# Registered from the inside out: each registers its rows for versions, and a programme's version
# has to follow its weeks down to the exercises.


class NumberedForm(forms.ModelForm):
    """A numbered row on a form of its own, which does not show its neighbours."""

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        row = self.instance
        others = type(row).objects.filter(**{row.record.of: getattr(row, row.record.of)})
        if others.exclude(pk=row.pk).filter(number=number).exists():
            raise ValidationError(NUMBER_TAKEN)
        return number


class NumberedFormSet(BaseInlineFormSet):
    """Rows that may change places: those that move or go step aside before the first is stored."""

    model: Any

    def save(self, commit: bool = True) -> list[Any]:
        if commit:
            leaving = [form.instance.pk for form in self.initial_forms if self.moves(form)]
            rows = self.model._default_manager.filter(pk__in=leaving)
            rows.update(number=F("number") + MOST_ROWS)
        return super().save(commit)

    def moves(self, form: Any) -> bool:
        return "number" in form.changed_data or form in self.deleted_forms


class InnerAdmin(TranslatedAdmin):
    """A row with rows of its own: reached from the page it belongs to, not from the index."""

    form = NumberedForm

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SessionExerciseInline(PlainRelations, OrderedRows, admin.TabularInline):
    model = SessionExercise
    fields = ["ordering", "exercise", "place", "sets", "repetitions", "hold_seconds"]
    autocomplete_fields = ["exercise"]
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

    @admin.display(description=_("week"))
    def part_of(self, session: Session) -> str:
        return link_to(session.week)


class SessionInline(TranslatedStackedInline):
    model = Session
    formset = NumberedFormSet
    fields = ["number", "title", "exercises"]
    readonly_fields = ["exercises"]
    show_change_link = True

    @admin.display(description=_("exercises"))
    def exercises(self, session: Session) -> str:
        if not session.pk:
            return gettext("Save the week first; then you can choose the exercises here.")
        names = ", ".join(str(item) for item in session.items.select_related("exercise"))
        address = reverse("admin:training_session_change", args=[session.pk])
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

    def view_on_site(self, obj: Week) -> str | None:
        """Only what readers can see has a link to it."""
        return obj.get_absolute_url() if obj.programme.is_public else None

    @admin.display(description=_("programme"))
    def part_of(self, week: Week) -> str:
        return link_to(week.programme)


class WeekInline(TranslatedStackedInline):
    model = Week
    formset = NumberedFormSet
    fields = ["number", "title", "focus", "sessions"]
    readonly_fields = ["sessions"]
    show_change_link = True

    @admin.display(description=_("sessions"))
    def sessions(self, week: Week) -> str:
        if not week.pk:
            return gettext("Save the programme first; then you can add sessions here.")
        names = ", ".join(session.title for session in week.sessions.all())
        address = reverse("admin:training_week_change", args=[week.pk])
        return format_html(
            '{} <a class="row-link" href="{}">{}</a>',
            names or _("None yet."),
            address,
            _("Edit the sessions of this week"),
        )


class ProgrammeForm(PublishableForm):
    """A promise is checked against the exercises that are there already."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        names = ("positions", "equipment", "without", "most_level")
        if (
            self.instance.pk
            and not self.errors
            and all(name in self.cleaned_data for name in names)
        ):
            promise = Promise.of(**{name: self.cleaned_data[name] for name in names})
            items = SessionExercise.objects.filter(session__week__programme=self.instance)
            broken = {
                text: None
                for item in items.select_related("exercise", "place")
                for text in promise.broken_by(item.exercise, item.place)
            }
            if broken:
                raise forms.ValidationError(list(broken))
        return cleaned


@admin.register(Programme)
class ProgrammeAdmin(PublishableAdmin):
    form = ProgrammeForm
    inlines = [WeekInline]
    fieldsets = page_fieldsets(
        (None, {"fields": ["title", "lead"]}),
        (_("For whom"), {"fields": ["for_whom", "not_for", "how_to", "ordering"]}),
        (
            _("What it promises"),
            {
                "description": _("Every exercise of the programme is held to this."),
                "fields": ["positions", "equipment", "without", ("most_minutes", "most_level")],
            },
        ),
    )

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # Short lists are best ticked.
        if db_field.name in ("positions", "equipment", "without"):
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def link_to(obj: Any) -> str:
    """A link to where `obj` is edited."""
    address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    return format_html('<a href="{}">{}</a>', address, obj)
