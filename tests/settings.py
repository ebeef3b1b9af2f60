"""The portal's settings for tests: nothing of the developer's own is read or written.

TEST_DATABASE_URL and TEST_CACHE_URL choose other stores than the embedded ones.
"""

import os
import tempfile
import zlib
from pathlib import Path
from urllib.parse import urlsplit

#: Everything the tests store; removed when they end.
FOLDER = Path(tempfile.mkdtemp(prefix="portal-tests-"))
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
RUN = zlib.crc32(os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())).encode())


def own_redis_database(url: str) -> str:
    """Return the address with a database number of its own for each worker and mostly each run.

    Number 0 is left alone: tests empty theirs, and 0 is where somebody's data would be.
    """
    return urlsplit(url)._replace(path=f"/{1 + (RUN + WORKER) % 15}").geturl() if url else ""


# Said in the environment, where it beats what a developer's .env says.
os.environ |= {
    "DATA_DIR": str(FOLDER / "data"),
    "STATIC_ROOT": str(FOLDER / "static"),
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", ""),
    "CACHE_URL": own_redis_database(os.environ.get("TEST_CACHE_URL", "")),
    # The same for every worker, since test names may hold something signed.
    "SECRET_KEY": "only-for-tests",
    "DEBUG": "false",
    "HTTPS": "false",
    "BEHIND_PROXY": "false",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "CSRF_TRUSTED_ORIGINS": "",
    "SITE_URL": "",
    "PUBLIC_LANGUAGES": "de,en,de-simple",
    "CLIENT_IP_HEADER": "REMOTE_ADDR",
    "CONTACT_EMAIL": "",
    "LOG_LEVEL": "WARNING",
    "PAGE_CACHE_MEGABYTES": "64",
    "PAGE_CACHE_ENTRIES": "20000",
    "LAST_GOOD_ROOT": "",
    "LAST_GOOD_MEGABYTES": "256",
    "SHARED_CACHE_SECONDS": "60",
    # Playwright's synchronous interface keeps an event loop in the thread that uses the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir()
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if os.environ["DATABASE_URL"]:
    DATABASES["default"]["TEST"] = {"NAME": f"test_portal_{RUN:08x}"}
