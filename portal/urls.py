"""All addresses. Words in them are translated; German, the default language, has no prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.static import serve

from portal import views
from portal.sitemaps import sitemap_index, sitemap_section
from styleguide import views as styleguide

handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"

portal_patterns = [
    path("", views.home, name="home"),
    path(_("warning-signs/"), views.warning_signs, name="warning_signs"),
    path(_("about/<slug:slug>/"), views.info_page, name="info"),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap_section"),
    path("stil/", styleguide.style_page, name="style_page"),
    path("stil/portal.css", styleguide.style_sheet, name="style_sheet"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("favicon.ico", views.favicon),
    # Uploaded pictures of the embedded set-up; a larger one serves them from its own store.
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        path("", include((portal_patterns, "portal"))),
        path("", include("articles.urls")),
        path("", include("evidence.urls")),
        path("", include("exercises.urls")),
        path("", include("training.urls")),
        path("", include("prevention.urls")),
        path("", include("search.urls")),
        path("", include("feedback.urls")),
        prefix_default_language=False,
    ),
]
