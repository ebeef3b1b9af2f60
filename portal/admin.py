"""The portal's own pages. The search index is made from pages and never edited."""

from django.contrib import admin

from editorial.admin_pages import PublishableAdmin, page_fieldsets
from portal.models import InfoPage


@admin.register(InfoPage)
class InfoPageAdmin(PublishableAdmin):
    list_display = ["title", "state", "ordering", "written_in", "updated"]
    ordering = ["ordering", "key"]
    fieldsets = page_fieldsets((None, {"fields": ["title", "lead", "text", "ordering"]}))
