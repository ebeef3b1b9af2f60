"""Run all tests: on the services that answer first, on the embedded default last.

With REQUIRE_SERVICES=1 a missing service is a failure. With --measure the branches both runs took are
counted, which costs half as much again. Other arguments go to both runs of pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes.util import find_library

import psycopg
import redis

DATABASE_URL = os.environ.get("TEST_DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
CACHE_URL = os.environ.get("TEST_CACHE_URL") or "redis://127.0.0.1:6379/1"
PYTEST = [sys.executable, "-m", "pytest", "-n", os.environ.get("TEST_WORKERS", "2")]
MEASURING = "--measure" in sys.argv
MEASURED = ["--cov", "--cov-append", "--cov-report=", "--cov-fail-under=0"] if MEASURING else []
SELECTION = [argument for argument in sys.argv[1:] if argument != "--measure"]
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


def answering() -> tuple[dict[str, str], list[str]]:
    """Return the services that answer, and for each other one what the tests leave out."""
    found, skipped = {}, []
    if database_answers():
        found["TEST_DATABASE_URL"] = DATABASE_URL
    else:
        skipped.append(
            f"PostgreSQL does not answer at {place(DATABASE_URL)} – data tests ran on SQLite only"
        )
    if cache_answers():
        found["TEST_CACHE_URL"] = CACHE_URL
    else:
        skipped.append(
            f"Redis does not answer at {place(CACHE_URL)} – cache tests ran on the database cache only"
        )
    return found, skipped


def missing_programs() -> Iterator[str]:
    """Yield for each program that is not installed what the tests leave out."""
    if not shutil.which("pdftotext"):
        yield "pdftotext is not there – nobody read what the printed pages say"
    if not find_library("pangoft2-1.0"):
        yield "Pango is not there – nobody wrote a plan as PDF"
    if not shutil.which("msgmerge"):
        yield "GNU gettext is not there – nobody looked for texts missing in the catalogues"
    if not shutil.which("java"):
        yield "Java is not there – nobody checked that the pages are valid HTML"


def run(*args: str, env: dict[str, str]) -> int:
    """Run pytest; that a selection left no test is no failure here."""
    command = [*PYTEST, *args, *MEASURED, *SELECTION]
    status = subprocess.run(command, env=os.environ | env, check=False).returncode
    return 0 if status == NOTHING_SELECTED and SELECTION else status


def coverage(*args: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *args], check=False).returncode


def run_both(services: dict[str, str], skipped: list[str]) -> int:
    """Return the exit status of the worse of both runs."""
    status = 0
    if services:
        print(f"\n=== On {', '.join(place(url) for url in services.values())}", flush=True)
        status = run("-m", "stores", env=services)
    print("\n=== On SQLite and the database cache", flush=True)
    lines = "\n".join(f"skipped: {line}" for line in skipped)
    embedded = {"TEST_DATABASE_URL": "", "TEST_CACHE_URL": "", "PORTAL_TESTS_SKIPPED": lines}
    return max(status, run(env=embedded))


def main() -> int:
    """Return the exit status of the worst run, or of coverage that has fallen."""
    services, skipped = answering()
    skipped += missing_programs()
    if skipped and os.environ.get("REQUIRE_SERVICES") == "1":
        print("\n".join(f"required: {line}" for line in skipped), file=sys.stderr)
        return 1
    if not MEASURING:
        return run_both(services, skipped)
    coverage("erase")
    status = run_both(services, skipped)
    # The floor holds for all tests on all services.
    floor = ["--fail-under=0"] if SELECTION or skipped else []
    return max(status, coverage("report", *floor))


if __name__ == "__main__":
    sys.exit(main())
