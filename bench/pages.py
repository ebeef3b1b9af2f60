"""Print what pages cost beside a bare WSGI application that sends the same bytes.

Both run on gunicorn with the portal's settings and one process, and answer the same requests one after
the other. What counts is the CPU time of that process for each request; the ratio says what the portal
adds: where the page is kept, where the reader has it already (304), and where it has to be made. Ratios
of one run can be compared, times of two machines cannot.

With PostgreSQL on this machine (BENCH_DATABASE_URL), all is measured on it too.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
KINDS = ROOT / "bench" / "kinds.py"
POSTGRES = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
WARM_UP = 10
#: CPU time one figure is taken from; the kernel counts it in hundredths of a second.
ENOUGH_SECONDS = float(os.environ.get("BENCH_SECONDS", "1"))
TICKS = os.sysconf("SC_CLK_TCK")
HEADERS = {"Accept-Encoding": "br, gzip", "Accept-Language": "de", "Host": "localhost"}
#: Sent by gunicorn itself, or true of one connection only.
NOT_COPIED = {"server", "date", "connection", "transfer-encoding"}


def portal(*args: str, env: dict[str, str]) -> str:
    """Run a command of the portal and return what it printed."""
    command = [sys.executable, "-m", "portal", *args]
    return subprocess.run(
        command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def pages(env: dict[str, str]) -> dict[str, str]:
    """Return name → path of what is measured, a page of every kind."""
    said = portal("shell", "--no-imports", "-c", KINDS.read_text(), env=env)
    return json.loads(said.splitlines()[-1])


@contextmanager
def served(application: str, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve an application; yield its port and the id of the process that answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        port = listener.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        command += ["--bind", f"fd://{listener.fileno()}", application]
        process = subprocess.Popen(
            command, cwd=ROOT, env=env | {"WEB_CONCURRENCY": "1"}, pass_fds=[listener.fileno()]
        )
        try:
            yield port, worker_of(process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def worker_of(process: subprocess.Popen[bytes]) -> int:
    """Return the id of gunicorn's only worker."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := children.read_text().split():
            return int(found[0])
        time.sleep(0.05)
    raise RuntimeError("gunicorn did not start")


def ask(connection: http.client.HTTPConnection, path: str, extra: dict[str, str]) -> tuple:
    """Ask once; return status line, headers and body."""
    connection.request("GET", path, headers=HEADERS | extra)
    response = connection.getresponse()
    return f"{response.status} {response.reason}", response.getheaders(), response.read()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cost(port: int, pid: int, path: str, extra: dict[str, str]) -> float:
    """Return the CPU microseconds of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(WARM_UP):
        ask(connection, path, extra)
    before, requests = cpu_seconds(pid), 0
    while (used := cpu_seconds(pid) - before) < ENOUGH_SECONDS:
        ask(connection, path, extra)
        requests += 1
    connection.close()
    return used / requests * 1e6


@dataclass
class Costs:
    """Microseconds of one page: kept, unchanged and made, each by the portal and by the bare answer."""

    kept: float
    made: float
    bare: float
    unchanged: float = 0.0
    bare_unchanged: float = 0.0

    @property
    def line(self) -> str:
        ratios = [self.kept / self.bare, self.made / self.bare]
        if self.unchanged:
            ratios.insert(1, self.unchanged / self.bare_unchanged)
        shown = [f"{ratio:10.2f}" for ratio in ratios]
        if len(shown) == 2:
            # One reader's page is kept for nobody.
            shown = [f"{'–':>10}", f"{'–':>10}", shown[1]]
        return f"{self.bare:10.0f}{self.made:10.0f}{''.join(shown)}"


def record(port: int, paths: dict[str, str], file: Path) -> dict[str, str]:
    """Keep the portal's answers for the bare application; return path → ETag of what is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    answers, tags = {}, {}
    for path in paths.values():
        status, headers, body = ask(connection, path, {})
        copied = [(name, value) for name, value in headers if name.lower() not in NOT_COPIED]
        answers[path] = (status, copied, body.hex())
        named = {name.lower(): value for name, value in copied}
        if "public" in named.get("cache-control", ""):
            tags[path] = named["etag"]
        print(f"  {path}: {status}, {len(body):,} bytes", file=sys.stderr)
    file.write_text(json.dumps(answers))
    return tags


def costs(port: int, pid: int, paths: dict[str, str]) -> dict[str, float]:
    """Return what each page costs."""
    return {name: cost(port, pid, path, {}) for name, path in paths.items()}


def costs_again(
    port: int, pid: int, paths: dict[str, str], tags: dict[str, str]
) -> dict[str, float]:
    """Return what it costs to say that a page has not changed."""
    return {
        name: cost(port, pid, path, {"If-None-Match": tags[path]})
        for name, path in paths.items()
        if path in tags
    }


def measured(env: dict[str, str]) -> dict[str, Costs]:
    """Prepare a portal, serve it in three ways and return what its pages cost."""
    portal("prepare", env=env)
    paths = pages(env)
    with served("portal.wsgi", env) as (port, pid):
        tags = record(port, paths, Path(env["BENCH_ANSWERS"]))
        kept, unchanged = costs(port, pid, paths), costs_again(port, pid, paths, tags)
    with served("portal.wsgi", env | {"PAGE_CACHE_MEGABYTES": "0"}) as (port, pid):
        made = costs(port, pid, paths)
    with served("bench.bare:application", env) as (port, pid):
        bare, bare_unchanged = costs(port, pid, paths), costs_again(port, pid, paths, tags)
    return {
        name: Costs(
            kept[name], made[name], bare[name], unchanged.get(name, 0), bare_unchanged.get(name, 0)
        )
        for name in paths
    }


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Yield name → address of the databases to measure on; the one on PostgreSQL is made and dropped."""
    found = {"SQLite": ""}
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        print("  PostgreSQL does not answer: measured on SQLite only", file=sys.stderr)
        yield found
        return
    name = f"bench_portal_{os.getpid()}"
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield found | {"PostgreSQL": urlsplit(POSTGRES)._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def show(database: str, found: dict[str, Costs]) -> None:
    """Print the costs measured on one database."""
    print(
        f"\n  {database:22}{'bare µs':>10}{'made µs':>10}{'kept ×':>10}{'304 ×':>10}{'made ×':>10}"
    )
    for name, costs_of_page in found.items():
        print(f"  {name:22}{costs_of_page.line}")


def main() -> None:
    """Measure and print."""
    with databases() as addresses, tempfile.TemporaryDirectory() as folder:
        for database, address in addresses.items():
            own = Path(folder) / database
            own.mkdir()
            env = os.environ | {
                "DATA_DIR": str(own / "data"),
                "STATIC_ROOT": str(own / "static"),
                "DATABASE_URL": address,
                "CACHE_URL": "",
                "LAST_GOOD_ROOT": "",
                "BENCH_ANSWERS": str(own / "answers.json"),
            }
            show(database, measured(env))


if __name__ == "__main__":
    main()
