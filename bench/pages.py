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
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
KINDS = ROOT / "bench" / "kinds.py"
POSTGRES = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
WARM_UP_SECONDS = 0.02
TURNS = 15
HEADING = f"\n  {{:22}}{'bare µs':>10}{'made µs':>10}{'kept ×':>10}{'304 ×':>10}{'made ×':>10}"
#: CPU time one figure is taken from.
ENOUGH_SECONDS = float(os.environ.get("BENCH_SECONDS", "1"))
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
    """Return the CPU time the threads of a process have used, to the microsecond."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


class Server:
    """A server with one process that answers."""

    def __init__(self, port: int, pid: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.pid = pid

    def cost(self, path: str, extra: dict[str, str], seconds: float) -> float:
        """Answer until so much CPU time has gone; return what one request took of it."""
        # While others had their turn, the server may have given the connection up.
        self.connection.close()
        before, used, requests = cpu_seconds(self.pid), 0.0, 0
        while used < seconds:
            ask(self.connection, path, extra)
            requests += 1
            used = cpu_seconds(self.pid) - before
        return used / requests


def costs(servers: list[Server], path: str, extra: dict[str, str]) -> list[float]:
    """Return the CPU microseconds of one request on each server.

    They take turns, and the median of the turns counts: what else the machine does falls on all.
    """
    for server in servers:
        server.cost(path, extra, WARM_UP_SECONDS)
    turns = [
        [server.cost(path, extra, ENOUGH_SECONDS / TURNS) for server in servers]
        for _ in range(TURNS)
    ]
    return [statistics.median(turn) * 1e6 for turn in zip(*turns, strict=True)]


def record(server: Server, paths: dict[str, str], file: Path) -> dict[str, str]:
    """Keep the portal's answers for the bare application; return path → ETag of what is kept."""
    answers, tags = {}, {}
    for path in paths.values():
        status, headers, body = copied(server, path)
        named = {name.lower(): value for name, value in headers}
        tag = named["etag"] if "public" in named.get("cache-control", "") else ""
        unchanged = copied(server, path, {"If-None-Match": tag})[1] if tag else []
        answers[path] = (status, headers, body.hex(), unchanged)
        tags |= {path: tag} if tag else {}
        print(f"  {path}: {status}, {len(body):,} bytes", file=sys.stderr)
    file.write_text(json.dumps(answers))
    return tags


def copied(server: Server, path: str, extra: dict[str, str] | None = None) -> tuple:
    """Return status line, headers and body of an answer, without what the server adds itself."""
    status, headers, body = ask(server.connection, path, extra or {})
    return status, [each for each in headers if each[0].lower() not in NOT_COPIED], body


def measured(env: dict[str, str]) -> Iterator[str]:
    """Prepare a portal, serve it in three ways and yield a line for each page."""
    portal("prepare", env=env)
    paths = pages(env)
    forgetful = env | {"PAGE_CACHE_MEGABYTES": "0", "LAST_GOOD_ROOT": f"{env['DATA_DIR']}/copies"}
    with served("portal.wsgi", env) as keeping, served("portal.wsgi", forgetful) as making:
        kept, made = Server(*keeping), Server(*making)
        tags = record(kept, paths, Path(env["BENCH_ANSWERS"]))
        with served("bench.bare:application", env) as least:
            bare = Server(*least)
            for name, path in paths.items():
                yield line(name, path, tags.get(path, ""), (kept, made, bare))


def line(name: str, path: str, tag: str, servers: tuple[Server, Server, Server]) -> str:
    """Measure a page and say what it costs; one reader's page is kept for nobody."""
    kept, _made, bare = servers
    kept_us, made_us, bare_us = costs([*servers], path, {})
    shown = [f"{'–':>10}"] * 2
    if tag:
        again, bare_again = costs([kept, bare], path, {"If-None-Match": tag})
        shown = [f"{kept_us / bare_us:10.2f}", f"{again / bare_again:10.2f}"]
    return f"  {name:22}{bare_us:10.0f}{made_us:10.0f}{''.join(shown)}{made_us / bare_us:10.1f}"


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
            print(HEADING.format(database), flush=True)
            for said in measured(env):
                print(said, flush=True)


if __name__ == "__main__":
    main()
