"""Settings: the embedded default runs on SQLite; everything larger comes from the environment."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env
from marshmallow.validate import ContainsOnly

from portal import languages
from portal.database import database
from portal.secret import local_secret

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)
env.add_parser("database", database)
env.read_env(BASE_DIR / ".env", recurse=False)

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data")) or BASE_DIR / "data")
DEBUG = env.bool("DEBUG", False)
HTTPS = env.bool("HTTPS", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
SITE_URL = env.str("SITE_URL", "")
SECRET_KEY = env.str("SECRET_KEY", "") or local_secret(DATA_DIR / "secret_key")

# --- Languages -----------------------------------------------------------------------------

LANGUAGE_CODE = "de"
PUBLIC_LANGUAGES = env.list(
    "PUBLIC_LANGUAGES", ["de", "en", "de-simple"], validate=ContainsOnly(languages.STORED)
)
LANGUAGES = languages.public([c for c in PUBLIC_LANGUAGES or ["de"] if c in languages.STORED])
MODELTRANSLATION_LANGUAGES = languages.STORED
MODELTRANSLATION_DEFAULT_LANGUAGE = "de"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("de",)
FORMAT_MODULE_PATH = "portal.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- Applications --------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",
    "portal.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "admin_ordering",
    "reversion",
    "pictures",
    "modelsearch",
    "csp",
    "records",
    "figures",
    "editorial",
    "evidence",
    "articles",
    "exercises",
    "training",
    "prevention",
    "search",
    "feedback",
    "quality",
    "styleguide",
    "portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.http.compression.CompressionMiddleware",
    "portal.http.caching.ConditionalGet",
    "portal.http.caching.share_readers_pages",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.http.caching.LanguageFromAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "portal.context.shell",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Data ----------------------------------------------------------------------------------

EMBEDDED_DATABASE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "portal.sqlite3",
    "OPTIONS": {
        # Taking the write lock at BEGIN lets the busy timeout queue writers instead of failing them.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
DATABASES = {
    "default": env.database("DATABASE_URL") or EMBEDDED_DATABASE
    if os.environ.get("DATABASE_URL")
    else EMBEDDED_DATABASE
}

# Shared between worker processes, unlike local memory: rate limits must count all of them.
EMBEDDED_CACHE: dict[str, Any] = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "portal_cache",
    # Where it is full, it throws away what is still needed.
    "OPTIONS": {"MAX_ENTRIES": 20_000},
}
CACHES: dict[str, dict[str, Any]] = {
    "default": env.dj_cache_url("CACHE_URL") if os.environ.get("CACHE_URL") else EMBEDDED_CACHE
}

# A service that hangs gives its thread back after a few seconds; what the addresses say wins.
PATIENT: dict[str, dict[str, Any]] = {
    "django.db.backends.postgresql": {
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    },
    "django.core.cache.backends.redis.RedisCache": {
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
    },
}
for service in (DATABASES["default"], CACHES["default"]):
    kind = service.get("ENGINE") or service["BACKEND"]
    service["OPTIONS"] = PATIENT.get(kind, {}) | service.get("OPTIONS", {})

MODELSEARCH_BACKENDS = {"default": {"BACKEND": "search.backend", "SEARCH_CONFIG": "simple"}}

# --- Files ---------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")) or "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.http.static_files.StaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Every row of a form has fields in every language: the warning signs alone fill some 800.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_PERMISSIONS = 0o644

# The library's defaults make dozens of files per upload and hold the editor up for half a minute.
PICTURES = {
    "BREAKPOINTS": {"s": 480, "l": 960},
    "GRID_COLUMNS": 3,
    "CONTAINER_WIDTH": 960,
    "PIXEL_DENSITIES": [1, 2],
    "FILE_TYPES": ["AVIF", "WEBP"],
    "USE_PLACEHOLDERS": False,
}

# --- Pages kept whole --------------------------------------------------------------------------

# In the memory of each process …
PAGE_CACHE_MEGABYTES = env.int("PAGE_CACHE_MEGABYTES", 64)
PAGE_CACHE_ENTRIES = env.int("PAGE_CACHE_ENTRIES", 20_000)
# … on the disk of each node, for when database or cache are down …
LAST_GOOD_ROOT = Path(env.str("LAST_GOOD_ROOT", "") or DATA_DIR / "last_good")
LAST_GOOD_MEGABYTES = env.int("LAST_GOOD_MEGABYTES", 256)
# … and by caches between readers and portal.
SHARED_CACHE_SECONDS = env.int("SHARED_CACHE_SECONDS", 60)

# --- Security ------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# The database cache counts not quite atomically; a rating too many does no harm.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]
RATELIMIT_IP_META_KEY = env.str("CLIENT_IP_HEADER", "REMOTE_ADDR")

# --- The operator, as named in the imprint ---------------------------------------------------

SITE_NAME = _("Back in balance")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}

env.seal()
