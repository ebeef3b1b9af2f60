"""The portal's own admin site."""

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    """Stock admin; its rich text editor needs inline styles, which public pages never allow."""

    site_header = _("Back in balance: editing")
    site_title = _("Back in balance")
    index_title = _("What would you like to edit?")

    #: What editors come for stands first.
    APP_ORDER = (
        "articles",
        "exercises",
        "training",
        "prevention",
        "evidence",
        "feedback",
        "editorial",
        "portal",
        "auth",
    )

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        order = {label: place for place, label in enumerate(self.APP_ORDER)}
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: order.get(app["app_label"], len(order)))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        relaxed = csp_replace({"style-src": [SELF, UNSAFE_INLINE]})
        return relaxed(super().admin_view(view, cacheable))


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin_site.PortalAdminSite"
