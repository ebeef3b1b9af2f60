"""Prepare the portal and serve it; what `make run` calls."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 – compared with what was asked for


class Command(BaseCommand):
    """Checks, prepares, says where the portal is, then becomes gunicorn."""

    help = "Prepare the portal and serve it with gunicorn."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address from the environment unless it is given."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")

    def handle(self, *, host: str, port: str, **options: Any) -> None:
        """Serve until stopped; raises CommandError with the one thing that is in the way."""
        # Taken before the preparation, so that of two starts only one touches the database.
        listener = listen(host, port)
        call_command("prepare", stdout=self.stdout)
        self.announce(host, port)
        become_gunicorn(listener, host)

    def announce(self, host: str, port: str) -> None:
        """Say where the portal is, how to get in and where its data lies."""
        shown = bracketed(own_address() if host in ANY_ADDRESS else host)
        self.stdout.write(
            f"\n  The portal:   http://{shown}:{port}/"
            f"\n  For editors:  http://{shown}:{port}/admin/ (make an account with: make admin)"
            f"\n  The data:     {settings.DATA_DIR.resolve()}"
            "\n  Ctrl-C stops it.\n"
        )
        # What is still buffered would be lost when gunicorn takes over.
        self.stdout.flush()


def listen(host: str, port: str) -> socket.socket:
    """Return a socket that listens at the address.

    Raises CommandError when it is taken, not allowed or not there.
    """
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, int(port)), family=family, backlog=2048)
    except OSError as error:
        # Python adds the address to what the system says of it.
        reason = (error.strerror or str(error)).partition(" (while")[0]
        hint = "Choose another one, for example: make run PORT=8001"
        raise CommandError(f"{host}:{port} cannot be used: {reason}. {hint}") from error


def own_address() -> str:
    """Return the address other machines of the network reach this one by."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # chooses a way out; nothing is sent
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def bracketed(host: str) -> str:
    """Return the host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def allowed_hosts(host: str) -> list[str]:
    """Return the names the portal answers to, with the one it is served at."""
    own = [socket.gethostname(), own_address()] if host in ANY_ADDRESS else [host]
    return list(dict.fromkeys([*settings.ALLOWED_HOSTS, *map(bracketed, own)]))


def become_gunicorn(listener: socket.socket, host: str) -> None:
    """Replace this process with gunicorn, which goes on with the same socket."""
    os.environ["ALLOWED_HOSTS"] = ",".join(allowed_hosts(host))
    listener.set_inheritable(True)
    connections.close_all()
    config = settings.BASE_DIR / "deploy" / "gunicorn.conf.py"
    command = [sys.executable, "-m", "gunicorn", "--config", str(config)]
    command += ["--pythonpath", str(settings.BASE_DIR), "--bind", f"fd://{listener.fileno()}"]
    os.execvp(sys.executable, command)
