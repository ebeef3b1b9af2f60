"""Print how what readers and editors do grows from 100 to 10,000 pages of each kind, on PostgreSQL.

What counts is the CPU time of the process that answers and of the database's own processes, for one
request that is made anew. The times of one run can be compared with each other, not with other machines'.
BENCH_SIZES names other numbers of pages.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.pages import ROOT, Server, databases, portal, served

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "100,10000").split(",")]
#: One reader walks on in the same process; this many requests show what it keeps.
WALK = 400


def measured(size: int, env: dict[str, str]) -> dict[str, tuple[float, int]]:
    """Fill the database and return name → CPU milliseconds and bytes."""
    command = [sys.executable, "-m", "bench.scale_one", str(size)]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def memory(env: dict[str, str]) -> tuple[float, float]:
    """Return the megabytes of a worker after its first page, and after many pages and searches."""
    paths = json.loads(portal("shell", "--no-imports", "-c", PATHS, env=env).splitlines()[-1])
    with served("portal.wsgi", env) as (port, pid):
        server = Server(port, pid)
        after: list[float] = []
        for path in [*paths[:1], *paths]:
            server.connection.request("GET", path)
            server.connection.getresponse().read()
            after.append(resident(pid))
        return after[0], after[-1]


def resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


PATHS = f"""
import json
from django.utils import translation
from editorial.page_kinds import page_models, visible
translation.activate("de")
pages = [page for model in page_models() if model.page_kind.in_sitemap
         for page in visible(model).order_by("-pk")[:{WALK} // 8]]
words = ["schmerz", "muskel", "dehnen", "stuhl", "schlafen", "buero", "bein", "atmen"]
print(json.dumps([page.get_absolute_url() for page in pages] + [f"/suche/?q={{word}}" for word in words]))
"""


def table(found: dict[int, dict[str, tuple[float, int]]]) -> Iterator[str]:
    """Yield a line for each thing that was measured."""
    few, many = found[SIZES[0]], found[SIZES[-1]]
    yield f"\n  {'':26}{SIZES[0]:>10}{SIZES[-1]:>10}{'×':>8}{'bytes':>12}{'×':>8}"
    for name, (before, size) in few.items():
        after, larger = many[name]
        grown = f"{larger / size:8.2f}" if size else f"{'–':>8}"
        yield f"  {name:26}{before:10.1f}{after:10.1f}{after / before:8.2f}{larger:12,}{grown}"


def main() -> None:
    """Measure and print."""
    with databases() as addresses, tempfile.TemporaryDirectory() as folder:
        if "PostgreSQL" not in addresses:
            raise SystemExit("This needs PostgreSQL; BENCH_DATABASE_URL says where it is.")
        env = os.environ | {
            "DATA_DIR": f"{folder}/data",
            "STATIC_ROOT": f"{folder}/static",
            # Kept, so that the processes of the database can be counted.
            "DATABASE_URL": f"{addresses['PostgreSQL']}?conn_max_age=600",
            "CACHE_URL": "",
            "LAST_GOOD_ROOT": "",
            "PAGE_CACHE_MEGABYTES": "0",
        }
        portal("prepare", env=env)
        found = {}
        for size in SIZES:
            print(f"  {size:,} pages of each kind …", file=sys.stderr, flush=True)
            found[size] = measured(size, env)
            first, last = memory(env | {"PAGE_CACHE_MEGABYTES": "64"})
            found[size]["worker MB, first page"] = (first, 0)
            found[size]["worker MB, after a walk"] = (last, 0)
        print("\n  CPU milliseconds of portal and database for one request", flush=True)
        for said in table(found):
            print(said, flush=True)


if __name__ == "__main__":
    main()
