"""The WSGI entry point: readers are answered from memory where that is possible, by Django else."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django = get_wsgi_application()

from portal.http.page_cache import in_front_of  # noqa: E402  # needs Django set up

application = in_front_of(django)
