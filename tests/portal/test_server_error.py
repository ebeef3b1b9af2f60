"""The page for when the portal itself fails needs nothing that may have failed."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.test import RequestFactory, override_settings

from portal import views

WITHOUT_MANIFEST = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": f"{ManifestStaticFilesStorage.__module__}.{ManifestStaticFilesStorage.__name__}"
    },
}


def test_error_page_has_its_style_sheet(rf: RequestFactory) -> None:
    answer = views.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "/static/css/site.css" in answer.content.decode()


@override_settings(STORAGES=WITHOUT_MANIFEST)
def test_error_page_is_shown_where_static_files_were_never_collected(rf: RequestFactory) -> None:
    with pytest.raises(ValueError, match="manifest"):
        views.staticfiles_storage.url("css/site.css")

    answer = views.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "112" in answer.content.decode()
    assert "stylesheet" not in answer.content.decode()
