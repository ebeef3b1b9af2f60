"""Run all tests: on the services that answer first, on the embedded default last.

Arguments go to both runs of pytest. With REQUIRE_SERVICES=1 a missing service is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library

import psycopg
import redis

DATABASE_URL = os.environ.get("TEST_DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
CACHE_URL = os.environ.get("TEST_CACHE_URL") or "redis://127.0.0.1:6379/1"
PYTEST = [sys.executable, "-m", "pytest", "-n", os.environ.get("TEST_WORKERS", "2")]
TIMEOUT_SECONDS = 3
NOTHING_SELECTED = 5


def database_answers() -> bool:
    """Tell whether PostgreSQL lets the tests in."""
    try:
        psycopg.connect(DATABASE_URL, connect_timeout=TIMEOUT_SECONDS).close()
    except psycopg.Error:
        return False
    return True


def cache_answers() -> bool:
    """Tell whether Redis answers."""
    client = redis.Redis.from_url(CACHE_URL, socket_connect_timeout=TIMEOUT_SECONDS)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def place(url: str) -> str:
    """Return host and port of an address, without a password."""
    return url.partition("://")[2].rpartition("@")[2].partition("/")[0]


def run(*args: str, env: dict[str, str]) -> int:
    """Run pytest; that a selection left no test is no failure here."""
    status = subprocess.run([*PYTEST, *args, *sys.argv[1:]], env=os.environ | env, check=False)
    return 0 if status.returncode == NOTHING_SELECTED and sys.argv[1:] else status.returncode


def main() -> int:
    """Return the exit status of the worst run."""
    services: dict[str, str] = {}
    skipped = []
    if database_answers():
        services["TEST_DATABASE_URL"] = DATABASE_URL
    else:
        skipped.append(
            f"PostgreSQL does not answer at {place(DATABASE_URL)} – data tests ran on SQLite only"
        )
    if cache_answers():
        services["TEST_CACHE_URL"] = CACHE_URL
    else:
        skipped.append(
            f"Redis does not answer at {place(CACHE_URL)} – cache tests ran on the database cache only"
        )
    if not shutil.which("pdftotext"):
        skipped.append("pdftotext is not there – nobody read what the printed pages say")
    if not find_library("pangoft2-1.0"):
        skipped.append("Pango is not there – nobody wrote a plan as PDF")
    if not shutil.which("msgmerge"):
        skipped.append(
            "GNU gettext is not there – nobody looked for texts missing in the catalogues"
        )
    if not shutil.which("java"):
        skipped.append("Java is not there – nobody checked that the pages are valid HTML")
    if skipped and os.environ.get("REQUIRE_SERVICES") == "1":
        print("\n".join(f"required: {line}" for line in skipped), file=sys.stderr)
        return 1

    status = 0
    if services:
        print(f"\n=== On {', '.join(place(url) for url in services.values())}", flush=True)
        status = run("-m", "stores", env=services)
    print("\n=== On SQLite and the database cache", flush=True)
    lines = "\n".join(f"skipped: {line}" for line in skipped)
    embedded = {"TEST_DATABASE_URL": "", "TEST_CACHE_URL": "", "PORTAL_TESTS_SKIPPED": lines}
    return max(status, run(env=embedded))


if __name__ == "__main__":
    sys.exit(main())
