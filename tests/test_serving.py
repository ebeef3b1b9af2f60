"""Starting the portal for real: what the two commands promise."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests import live

SERVE = [sys.executable, "-m", "portal", "serve"]


@pytest.fixture
def data(prepared, tmp_path):
    """A data folder of one's own that has been served before."""
    return Path(shutil.copytree(prepared.data, tmp_path / "data"))


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.headers, response.read()


def one_line(output):
    """Return what was said; fail when it was more than a line or a traceback."""
    lines = [line for line in output.splitlines() if line and not line.startswith("make")]
    assert len(lines) == 1, output
    return lines[0]


def start(env, *args):
    """Run `serve` where it is expected to refuse; return what it said."""
    done = subprocess.run(
        [*SERVE, *args],
        cwd=live.ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    return one_line(done.stdout + done.stderr)


def test_home_answers_without_a_cookie(portal_url):
    headers, body = get(f"{portal_url}/")

    assert b'<html lang="de"' in body
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")


def test_static_files_come_compressed_and_may_be_kept_for_ever(portal_url):
    _, page = get(f"{portal_url}/")
    path = re.search(rb'href="(/static/[^"]+\.css)"', page)[1].decode()

    brotli, _ = get(portal_url + path, **{"Accept-Encoding": "gzip, br"})
    headers, body = get(portal_url + path, **{"Accept-Encoding": "gzip"})

    assert brotli["Content-Encoding"] == "br"
    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]
    assert gzip.decompress(body)


def test_a_style_sheet_arrives_whole_and_small(portal_url):
    _, page = get(f"{portal_url}/artikel/")
    path = re.search(rb'href="(/static/css/site[^"]+\.css)"', page)[1].decode()

    _, css = get(portal_url + path)

    assert b"@import" not in css
    assert b"/*" not in css
    assert css.index(b"@layer tokens{") < css.index(b"@layer print{")
    assert re.search(rb'url\("\.\./fonts/[\w-]+\.[0-9a-f]{12}\.woff2"\)', css)


def test_a_second_start_reloads_nothing_and_keeps_an_edit(prepared, data):
    env = live.environment(data, prepared.static)
    first = live.serve(env)
    first.python(
        "from articles.models import Topic\n"
        "topic = Topic.objects.get(key='understand')\n"
        "topic.title_de = 'Selbst geändert'\n"
        "topic.save()"
    )
    first.stop()

    second = live.serve(env)
    _, page = get(f"{second.url}/")
    printed = second.stop()

    assert "Selbst geändert" in page.decode()
    assert "Datensätze" not in printed
    assert "Compressing" not in printed
    assert second.url in printed
    assert str(data) in printed
    assert "make admin" in printed


def test_ctrl_c_ends_it_in_peace(prepared, data):
    portal = live.serve(live.environment(data, prepared.static, WEB_CONCURRENCY="2"))

    printed = portal.stop()

    assert portal.process.returncode == 0
    assert "Traceback" not in printed


def test_a_port_that_is_taken_is_said_in_one_line(prepared, data):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        said = start(live.environment(data, prepared.static), "--port", port)

    assert f"127.0.0.1:{port} cannot be used: Address already in use." in said


def test_a_port_that_is_no_number_is_said_in_one_line(prepared, data):
    assert "PORT" in start(live.environment(data, prepared.static), "--port", "http")


def test_a_folder_that_cannot_be_written_is_said_in_one_line(prepared, tmp_path):
    file = tmp_path / "file"
    file.touch()

    assert str(file) in start(live.environment(file / "data", prepared.static))


def test_a_database_that_does_not_answer_is_said_in_one_line(prepared, data):
    nowhere = f"postgres://nobody@127.0.0.1:{live.free_port()}/none"
    env = live.environment(data, prepared.static, DATABASE_URL=nowhere)

    assert "database" in start(env, "--port", str(live.free_port()))


def test_a_wrong_setting_is_said_in_one_line(prepared, data):
    said = start(live.environment(data, prepared.static, DEBUG="perhaps", HTTPS="perhaps"))

    assert "DEBUG" in said
    assert "HTTPS" in said


@pytest.mark.parametrize("target", ["run", "test"])
def test_an_old_python_is_said_in_one_line(tmp_path, target):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\necho 3.9\n")
    old.chmod(0o755)

    said = make(target, f"PYTHON={old}")

    assert "is Python 3.9, the portal needs 3.11 or newer" in said


def test_a_missing_python_is_said_in_one_line():
    assert "Install Python 3.11" in make("run", "PYTHON=/nowhere/python3")


def make(*args):
    """Call make where it is expected to refuse; return what it said."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", *args],
        cwd=live.ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    return one_line(done.stdout + done.stderr)


def test_a_bare_make_prints_its_targets():
    done = subprocess.run(
        ["make"], cwd=live.ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0
    for target in ("run", "test", "check", "fix", "messages", "lock", "bench", "admin", "content"):
        assert f"make {target} " in done.stdout
