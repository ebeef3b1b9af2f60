"""Articles with their blocks, topics and the glossary."""

from __future__ import annotations

import js_asset
from content_editor.admin import ContentEditor
from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Article,
    Callout,
    CourseTeaser,
    ExerciseTeaser,
    Figure,
    GlossaryTerm,
    RichText,
    ShownClaim,
    Topic,
    Worksheet,
)
from editorial.admin_base import BlockInline, TranslatedBlockInline, in_languages
from editorial.admin_pages import ADDRESS, AddressedAdmin, PublishableAdmin, page_fieldsets
from editorial.list_filters import MissingLanguageFilter, ReviewFilter

# The colours tell the kinds of block apart at a glance; their names stand beside them.
TEAL, GREEN, BLUE, PLUM, BROWN, GREY, OLIVE = (
    "oklch(0.47 0.09 195)",
    "oklch(0.47 0.1 150)",
    "oklch(0.47 0.1 250)",
    "oklch(0.47 0.1 330)",
    "oklch(0.47 0.08 60)",
    "oklch(0.47 0.02 200)",
    "oklch(0.47 0.08 110)",
)


class RichTextInline(TranslatedBlockInline):
    model = RichText
    fields = ["heading", "text", "region", "ordering"]
    icon, color = "subject", TEAL


class CalloutInline(TranslatedBlockInline):
    model = Callout
    fields = ["kind", "title", "text", "region", "ordering"]
    icon, color = "lightbulb", GREEN


class FigureInline(TranslatedBlockInline):
    model = Figure
    fields = ["drawing", "picture", "caption", "region", "ordering"]
    autocomplete_fields = ["picture"]
    icon, color = "image", BLUE


class ShownClaimInline(BlockInline):
    model = ShownClaim
    fields = ["claim", "region", "ordering"]
    autocomplete_fields = ["claim"]
    icon, color = "fact_check", PLUM


class ExerciseTeaserInline(BlockInline):
    model = ExerciseTeaser
    fields = ["exercise", "region", "ordering"]
    autocomplete_fields = ["exercise"]
    icon, color = "accessibility_new", BROWN


class CourseTeaserInline(BlockInline):
    model = CourseTeaser
    fields = ["course_offer", "region", "ordering"]
    autocomplete_fields = ["course_offer"]
    icon, color = "groups", GREY


class WorksheetInline(TranslatedBlockInline):
    model = Worksheet
    fields = ["heading", "kind", "prompts", "region", "ordering"]
    icon, color = "checklist", OLIVE


@admin.register(Article)
class ArticleAdmin(PublishableAdmin, ContentEditor):
    list_display = [
        "title",
        "state",
        "topic",
        "written_in",
        "updated",
        "review",
    ]
    list_filter = ["status", "topic", ReviewFilter, MissingLanguageFilter]
    list_select_related = ["topic"]
    autocomplete_fields = [*PublishableAdmin.autocomplete_fields, "related"]
    inlines = [
        RichTextInline,
        CalloutInline,
        FigureInline,
        ShownClaimInline,
        ExerciseTeaserInline,
        CourseTeaserInline,
        WorksheetInline,
    ]

    @property
    def media(self) -> forms.Media:
        words = js_asset.JSON(
            {
                "add": gettext("Add a block"),
                "insert": gettext("Insert a block here"),
                "up": gettext("Move up"),
                "down": gettext("Move down"),
            },
            id="blocks-context",
        )
        return super().media + forms.Media(js=[words, "admin/blocks.js"])

    fieldsets = page_fieldsets(
        (None, {"fields": ["topic", "title", "lead", "key_points"]}),
        (
            _("At the end of the article"),
            {"classes": ["after-rows"], "fields": ["questions_for_doctor", "related"]},
        ),
    )


@admin.register(Topic)
class TopicAdmin(AddressedAdmin):
    list_display = ["title", "written_in", "ordering"]
    ordering = ["ordering", "key"]
    fieldsets = [(None, {"fields": ["title", "lead", "ordering"]}), ADDRESS]


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(AddressedAdmin):
    search_fields = in_languages("title", "aliases", "definition")
    fieldsets = [(None, {"fields": ["title", "definition", "aliases"]}), ADDRESS]
