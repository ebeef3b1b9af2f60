"""The portal's own admin site."""

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    """Stock admin; its rich text editor needs inline styles, which public pages never allow."""

    site_header = _("Back in balance: editing")
    site_title = _("Back in balance")
    index_title = _("What would you like to edit?")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        relaxed = csp_replace({"style-src": [SELF, UNSAFE_INLINE]})
        return relaxed(super().admin_view(view, cacheable))


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin_site.PortalAdminSite"
