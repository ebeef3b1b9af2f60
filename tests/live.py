"""A real portal for tests: its own process, data folder and port on loopback."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data: Path, static: Path, **extra: str) -> dict[str, str]:
    """Return the environment of a portal in production mode on SQLite."""
    own = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATA_DIR": str(data),
        "STATIC_ROOT": str(static),
        "DATABASE_URL": "",
        "CACHE_URL": "",
        "LAST_GOOD_ROOT": "",
        "SECRET_KEY": "",
        "WEB_CONCURRENCY": "1",
        "HOST": "127.0.0.1",
    }
    return os.environ | own | extra


def command(
    *args: str, env: dict[str, str], text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of the portal to its end."""
    return subprocess.run(
        [sys.executable, "-m", "portal", *args],
        cwd=ROOT,
        env=env,
        input=text if text is not None else "",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@dataclass(frozen=True)
class Prepared:
    """A data folder with the shipped content and a folder of collected static files."""

    data: Path
    static: Path


def start_preparing(folder: Path) -> subprocess.Popen[str] | None:
    """Prepare a portal in this folder in the background, unless another worker does so already.

    It is prepared by a fresh clone, as somebody meets it who has just fetched it.
    """
    env = environment(folder / "data", folder / "static")
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if (folder / "done").exists():
            return None
        clone = copy_of_checkout(folder / "clone")
        with (folder / "said").open("w") as said:
            # The lock goes with the last process that has it open.
            return subprocess.Popen(
                [
                    "sh",
                    "-c",
                    '"$0" -m portal prepare && touch "$1"',
                    sys.executable,
                    folder / "done",
                ],
                cwd=clone,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                pass_fds=[lock.fileno()],
                text=True,
            )


def copy_of_checkout(folder: Path) -> Path:
    """Copy what belongs to the repository and nothing that was made from it."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def prepared(folder: Path) -> Prepared:
    """Return the portal that is being prepared in this folder once it is ready."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    assert (folder / "done").exists(), (folder / "said").read_text()
    return Prepared(folder / "data", folder / "static")


@dataclass
class Portal:
    """A portal that is being served."""

    url: str
    env: dict[str, str]
    process: subprocess.Popen[str]

    def manage(self, *args: str, text: str | None = None) -> str:
        """Run a management command on this portal's data and return what it printed."""
        done = command(*args, env=self.env, text=text)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """Run code with Django set up on this portal's data and return what it printed."""
        return self.manage("shell", "--no-imports", "-c", code)

    def add_superuser(self, name: str, password: str) -> None:
        """Make an account that may do everything; a second call changes nothing."""
        self.python(
            "from django.contrib.auth import get_user_model\n"
            "users = get_user_model().objects\n"
            f"users.filter(username={name!r}).exists() or "
            f"users.create_superuser({name!r}, password={password!r})"
        )

    def stop(self) -> str:
        """Stop it as Ctrl-C does and return everything it printed."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)[0]


def serve(env: dict[str, str]) -> Portal:
    """Start a portal on a free port and return it once it answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "portal", "serve", "--port", str(port)],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    portal = Portal(f"http://127.0.0.1:{port}", env, process)
    wait_for(portal)
    return portal


def wait_for(portal: Portal) -> None:
    """Return when the portal answers; raises RuntimeError when it ends or never does."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if portal.process.poll() is not None:
            raise RuntimeError(f"The portal ended:\n{portal.process.communicate()[0]}")
        try:
            urllib.request.urlopen(f"{portal.url}/robots.txt", timeout=START_SECONDS).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    portal.process.kill()
    raise RuntimeError(f"The portal did not answer:\n{portal.process.communicate()[0]}")
