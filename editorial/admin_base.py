"""How all content is edited: nonces, languages, relations and stored versions of a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import js_asset
import reversion
from admin_ordering.admin import OrderableAdmin
from content_editor.admin import ContentEditorInline
from django import forms
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Field, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language_info, gettext, pgettext
from modeltranslation.admin import (
    TranslationAdmin,
    TranslationStackedInline,
    TranslationTabularInline,
)
from modeltranslation.utils import build_localized_fieldname
from reversion.admin import VersionAdmin

from editorial import changes
from editorial.relations import FoundRow, FoundRows, RowsField
from editorial.text import tidy_line, tidy_text
from editorial.versions import keep_first_version


def in_languages(*names: str) -> list[str]:
    """The columns of translated fields in every public language, for searching."""
    return [
        build_localized_fieldname(name, code)
        for name in names
        for code, _name in settings.LANGUAGES
    ]


def language_names(codes: Iterable[str]) -> str:
    names = dict(settings.LANGUAGES)
    return ", ".join(str(names[code]) for code in codes)


def short_date(day: dt.date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


# --- What every form has ---------------------------------------------------------------------


class CSPMediaMixin:
    """Puts the request's nonce on the import map of the editors' scripts."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]
        nonce = getattr(request, "csp_nonce", None)
        # Not a truth test: a nonce nobody has read yet is false.
        if nonce is not None:
            media = response.context_data["media"]
            response.context_data["media"] = js_asset.Media.from_media(media, nonce=nonce)
        return response


class PublicLanguages:
    """Offers the columns of public languages only, each under its language's name."""

    def replace_orig_field(self, option: Any) -> Any:
        hidden = {
            build_localized_fieldname(name, code)
            for name in self.trans_opts.all_fields  # type: ignore[attr-defined]
            for code in settings.MODELTRANSLATION_LANGUAGES
            if code not in dict(settings.LANGUAGES)
        }
        fields = super().replace_orig_field(option)  # type: ignore[misc]
        return [name for name in fields or [] if name not in hidden]

    def _patch_fieldsets(self, fieldsets: Any) -> Any:
        # The library writes into what it is given, which is the class's own list.
        return super()._patch_fieldsets(deepcopy(fieldsets))  # type: ignore[misc]

    def patch_translation_field(
        self, db_field: Any, field: forms.Field, request: HttpRequest, **kwargs: Any
    ) -> None:
        super().patch_translation_field(db_field, field, request, **kwargs)  # type: ignore[misc]
        if original := getattr(db_field, "translated_field", None):
            name = language_names([db_field.language]) if self._is_public(db_field) else ""
            field.label = format_lazy("{} ({})", capfirst(original.verbose_name), name)

    @staticmethod
    def _is_public(db_field: Any) -> bool:
        return db_field.language in dict(settings.LANGUAGES)


class LanguageSwitch:
    """Brings the switch that shows a form in one language at a time."""

    @property
    def media(self) -> forms.Media:
        switch = js_asset.JSON(
            {
                "legend": gettext("Language of the form"),
                "all": pgettext("languages", "All"),
                "hasErrors": gettext("has errors"),
                "languages": [
                    {
                        "code": code,
                        "column": code.replace("-", "_"),
                        "name": str(name),
                        "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
                    }
                    for code, name in settings.LANGUAGES
                ],
            },
            id="language-switch-context",
        )
        return super().media + forms.Media(  # type: ignore[misc]
            css={"all": ["admin/language-switch.css"]},
            js=[switch, "admin/language-switch.js", "admin/field-names.js"],
        )


class KnownRows:
    """Answers what cannot name a row with a sentence; the stock fields ask the database for it."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", FoundRow(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", RowsField)
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", FoundRows(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class PlainRelations(KnownRows):
    """A relation can be added and looked at from a form, not changed or deleted by mistake."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
            if isinstance(field.widget.widget, forms.CheckboxSelectMultiple):
                field.widget.can_add_related = False
            if isinstance(field.widget.widget, AutocompleteSelectMultiple):
                # Without this it offers a cross that removes all of them at once.
                field.widget.widget.is_required = True
        return field


class TidyInput:
    """Brings what is typed into the one form of text before any field counts its characters."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method == "POST":
            request.POST = tidied(request.POST)  # type: ignore[assignment]
        return super().changeform_view(request, object_id, *args, **kwargs)  # type: ignore[misc]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, tidy_line(search_term))  # type: ignore[misc]


def tidied(sent: QueryDict) -> QueryDict:
    data = sent.copy()
    for name, values in sent.lists():
        data.setlist(name, [tidy_text(value) for value in values])
    return data


class ContentAdmin(TidyInput, CSPMediaMixin, PlainRelations, VersionAdmin):
    """Keeps every version of what is edited and tells the rest of the portal what changed."""

    history_latest_first = True
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method == "POST":
            obj = self.get_object(request, unquote(object_id))
            if obj and self.has_change_permission(request, obj):
                keep_first_version(changes.page_of(obj))
                keep_first_version(obj)
        return super().change_view(request, object_id, *args, **kwargs)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        # Not the version library's own: it would store all pages an action changes as one
        # version, and restoring one of them would set back the others.
        context = {"has_change_permission": self.has_change_permission(request)}
        return super(VersionAdmin, self).changelist_view(request, context | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            # As it is stored: it may leave an address, or a page that it stands on.
            changes.note(changes.page_of(type(obj)._default_manager.get(pk=obj.pk)))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.announce(form.instance)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        keep_first_version(obj)
        self.announce(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for obj in queryset:
            keep_first_version(obj)
            self.announce(obj)
        super().delete_queryset(request, queryset)

    def announce(self, obj: Any) -> None:
        page = changes.page_of(obj)
        if page is not obj and reversion.is_active():
            # The page's history lists what changes inside it.
            reversion.add_to_revision(page)
        changes.note(page)


class TranslatedAdmin(PublicLanguages, LanguageSwitch, ContentAdmin, TranslationAdmin):  # type: ignore[misc]
    """Content with translated fields."""


class OrderedRows(OrderableAdmin):
    """Rows in an order of their own; dragging is a shortcut, the number is what a keyboard reaches."""

    ordering_field = "ordering"
    ordering_field_hide_input = False


class TranslatedStackedInline(PublicLanguages, TranslationStackedInline):
    """Translated rows below each other, for rows with several fields."""

    extra = 0


class TranslatedTabularInline(PublicLanguages, TranslationTabularInline):
    """Translated rows as a table, for rows with one or two fields."""

    extra = 0


class TranslatedBlockInline(
    PlainRelations, PublicLanguages, TranslationStackedInline, ContentEditorInline
):
    """One kind of block with translated texts."""


class BlockInline(PlainRelations, ContentEditorInline):
    """One kind of block without texts of its own."""


# --- Things with an address ------------------------------------------------------------------

#: Fieldsets with this class stand below the rows of a page (blocks, steps, weeks).
