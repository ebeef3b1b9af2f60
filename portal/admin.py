"""The portal's own pages, and who edits. The search index is made from pages and never edited."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group

from editorial.admin_base import KnownRows
from editorial.admin_pages import PublishableAdmin, page_fieldsets
from portal.models import InfoPage

User = get_user_model()
admin.site.unregister([User, Group])


@admin.register(Group)
class RightsAdmin(KnownRows, GroupAdmin):  # type: ignore[misc]
    """What a group of editors may do."""


@admin.register(User)
class StaffAdmin(KnownRows, UserAdmin):
    """Who may edit; when somebody came is noted by the portal and typed by nobody."""

    readonly_fields = ["last_login", "date_joined"]


@admin.register(InfoPage)
class InfoPageAdmin(PublishableAdmin):
    list_display = ["title", "state", "ordering", "written_in", "updated"]
    ordering = ["ordering", "key"]
    fieldsets = page_fieldsets((None, {"fields": ["title", "lead", "text", "ordering"]}))
