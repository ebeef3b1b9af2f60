"""How pages are edited: their address, their people and sources, their publication."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from editorial.admin_base import TranslatedAdmin, in_languages, short_date
from editorial.completeness import missing_parts
from editorial.forms import PublishableForm
from editorial.list_filters import MissingLanguageFilter, ReviewFilter
from editorial.publication import Addressed, Publishable
from editorial.publishing import publish, withdraw

Fieldset = tuple[Any, Any]


AFTER_ROWS = "after-rows"
#: Missing parts that a list names before it says that there are more.
MOST_MISSING = 3

PROVENANCE: Fieldset = (
    _("Who and when"),
    {
        "classes": [AFTER_ROWS],
        "description": _(
            "Readers see who wrote and who clinically reviewed the page, and what it is based on."
        ),
        "fields": [
            "authors",
            "sources",
            "content_updated_at",
            "clinical_reviewers",
            "reviewed_on",
            "review_due_on",
        ],
    },
)
PUBLICATION: Fieldset = (
    _("Publication"),
    {"classes": [AFTER_ROWS], "fields": ["status", "published_at"]},
)
ADDRESS: Fieldset = (
    _("Address"),
    {
        "classes": [AFTER_ROWS, "collapse"],
        "description": _(
            "Leave this empty for a new page: addresses are made from the titles. "
            "Readers who still use an old address are led to the new one."
        ),
        "fields": ["slug", "key"],
    },
)


def page_fieldsets(*content: Fieldset) -> list[Fieldset]:
    """The form of a page: what it says, then who says so, then whether readers see it."""
    return [*content, PROVENANCE, PUBLICATION, ADDRESS]


class AddressedAdmin(TranslatedAdmin):
    """Something with a title and an address in each language."""

    list_display: list[Any] = ["title", "written_in"]
    list_filter: ClassVar[list[Any]] = [MissingLanguageFilter]
    search_fields: ClassVar[list[str]] = in_languages("title")
    ordering: ClassVar[list[Any]] = ["title_de"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The key stays as it was made: drawings, plans and shipped content refer to it."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "key"] if obj else fields

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]
        # A key that is only shown has no help about filling it in.
        if obj:
            kwargs.setdefault("help_texts", {"key": _("It never changes once it is made.")})
        return super().get_form(request, obj, **kwargs)

    @admin.display(description=_("languages"))
    def written_in(self, obj: Addressed) -> str:
        begun = [
            (self.language_line(obj, code, str(name)),)
            for code, name in settings.LANGUAGES
            if getattr(obj, build_localized_fieldname("title", code))
        ]
        return format_html_join("", "<div>{}</div>", begun)

    def language_line(self, obj: Addressed, code: str, name: str) -> str:
        """The name of a language that has been begun, with what is still missing in it."""
        if obj.is_translated(code):
            return name
        missing = missing_parts(obj, code)
        shown = ", ".join(missing[:MOST_MISSING]) + (" …" if missing[MOST_MISSING:] else "")
        return gettext("%(language)s, not yet: %(parts)s") % {"language": name, "parts": shown}


class PublishableAdmin(AddressedAdmin):
    """A page that is drafted, reviewed and published."""

    form = PublishableForm
    list_display = ["title", "state", "written_in", "updated", "review"]
    list_filter = ["status", ReviewFilter, MissingLanguageFilter]
    search_fields = in_languages("title", "lead")
    ordering = ["-content_updated_at", "title_de"]
    autocomplete_fields: ClassVar[list[str]] = ["authors", "clinical_reviewers", "sources"]
    radio_fields = {"status": admin.HORIZONTAL}
    actions = ["publish_pages", "withdraw_pages"]

    def view_on_site(self, obj: Publishable) -> str | None:
        """Only what readers can see has a link to it."""
        return obj.get_absolute_url() if obj.pk and obj.is_public else None  # type: ignore[attr-defined]

    @admin.display(description=_("status"), ordering="status")
    def state(self, page: Publishable) -> str:
        planned = page.status == page.Status.PUBLISHED and not page.is_public
        word = _("Planned") if planned else page.get_status_display()
        return format_html(
            '<span class="state state-{}">{}</span>',
            "planned" if planned else page.status,
            word,
        )

    @admin.display(description=_("content updated"), ordering="content_updated_at")
    def updated(self, page: Publishable) -> str:
        return short_date(page.content_updated_at)

    @admin.display(description=_("next review"), ordering="review_due_on")
    def review(self, page: Publishable) -> Any:
        if page.is_review_overdue:
            return format_html('<span class="state state-overdue">{}</span>', _("Overdue"))
        return short_date(page.review_due_on) or (
            "–" if page.is_reviewed else _("Not reviewed yet")
        )

    @admin.action(description=_("Publish the selected pages"), permissions=["change"])
    def publish_pages(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = 0
        for page in queryset:
            try:
                publish(page=page, by=request.user)  # type: ignore[arg-type]
            except ValidationError as error:
                reason = " ".join(error.messages)
                text = gettext("“%(page)s” was not published: %(reason)s")
                self.message_user(request, text % {"page": page, "reason": reason}, messages.ERROR)
            else:
                self.log_change(request, page, gettext("Published"))
                done += 1
        if done:
            text = ngettext("%d page is published.", "%d pages are published.", done)
            self.message_user(request, text % done, messages.SUCCESS)

    @admin.action(description=_("Take the selected pages back to draft"), permissions=["change"])
    def withdraw_pages(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = 0
        for page in queryset:
            withdraw(page=page, by=request.user)  # type: ignore[arg-type]
            self.log_change(request, page, gettext("Back to draft"))
            done += 1
        text = ngettext("%d page is a draft again.", "%d pages are drafts again.", done)
        self.message_user(request, text % done, messages.SUCCESS)


# --- People, sources, pictures, warning signs ------------------------------------------------
