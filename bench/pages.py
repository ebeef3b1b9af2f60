"""Print what pages cost beside a bare WSGI application that sends the same bytes.

Both run on gunicorn with the portal's settings and one process, and answer the same requests one after
the other. What counts is the CPU time of that process for each request; the ratio says what the portal
adds. Ratios of one run can be compared, times of two machines cannot.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 20
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
    """Return name → path of what is measured."""
    code = (
        "from articles.models import Article; from exercises.models import Exercise\n"
        "print(Article.objects.published().order_by('pk').first().get_absolute_url())\n"
        "print(Exercise.objects.published().order_by('pk').first().get_absolute_url())"
    )
    article, exercise = portal("shell", "--no-imports", "-c", code, env=env).split()[-2:]
    return {"home": "/", "library": "/uebungen/", "article": article, "exercise": exercise}


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


def record(port: int, paths: dict[str, str], file: Path) -> dict[str, str]:
    """Keep the portal's answers for the bare application; return path → ETag."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    answers, tags = {}, {}
    for path in paths.values():
        status, headers, body = ask(connection, path, {})
        kept = [(name, value) for name, value in headers if name.lower() not in NOT_COPIED]
        answers[path] = (status, kept, body.hex())
        if tag := {name.lower(): value for name, value in kept}.get("etag"):
            tags[path] = tag
        print(f"  {path}: {status}, {len(body):,} bytes")
    file.write_text(json.dumps(answers))
    return tags


def costs(port: int, pid: int, paths: dict[str, str], tags: dict[str, str]) -> dict[str, float]:
    """Return what each page costs, and what asking again for an unchanged one costs."""
    measured = {}
    for name, path in paths.items():
        measured[name] = cost(port, pid, path, {})
        if path in tags:
            measured[f"{name} 304"] = cost(port, pid, path, {"If-None-Match": tags[path]})
    return measured


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.json"
        env = os.environ | {
            "DATA_DIR": f"{folder}/data",
            "STATIC_ROOT": f"{folder}/static",
            "DATABASE_URL": "",
            "CACHE_URL": "",
            "BENCH_ANSWERS": str(answers),
        }
        portal("prepare", env=env)
        paths = pages(env)
        with served("portal.wsgi", env) as (port, pid):
            tags = record(port, paths, answers)
            ours = costs(port, pid, paths, tags)
        with served("bench.bare:application", env) as (port, pid):
            bare = costs(port, pid, paths, tags)
    print(f"\n  {'page':14}{'portal µs':>12}{'bare µs':>12}{'ratio':>9}")
    for name in ours:
        print(f"  {name:14}{ours[name]:12.0f}{bare[name]:12.0f}{ours[name] / bare[name]:9.2f}")


if __name__ == "__main__":
    main()
