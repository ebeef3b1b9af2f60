"""Prepare what the portal needs and serve it; what `make run` calls."""

import hashlib
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

ANY_ADDRESS = ("0.0.0.0", "::")
STATIC_STAMP = "static.sha256"


class Command(BaseCommand):
    """Checks, prepares, says where the portal is, then becomes gunicorn."""

    help = "Prepare database, content, messages and static files, then serve the portal."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address from the environment unless it is given."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")

    def handle(self, *, host: str, port: str, **options: Any) -> None:
        """Serve until stopped; raises CommandError with the one thing that is in the way."""
        check_writable(settings.DATA_DIR)
        # Taken before the preparation, so that of two starts only one touches the database.
        listener = listen(host, port)
        self.prepare()
        self.announce(host, port)
        become_gunicorn(listener, host)

    def prepare(self) -> None:
        """Do what is missing, and nothing on a second start."""
        try:
            self.prepare_database()
        except DatabaseError as error:
            raise CommandError(f"The database does not work: {first_line(error)}") from error
        call_command("compile_catalogues", verbosity=0)
        self.collect_static_files()

    def prepare_database(self) -> None:
        """Bring the tables up to date and load the shipped content into an empty database."""
        if has_pending_migrations():
            self.say("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_content", if_empty=True, stdout=self.stdout)

    def collect_static_files(self) -> None:
        """Hash and compress the static files if one of them has changed."""
        if not collected_static_files_are_current():
            self.say("Compressing the static files …")
            check_writable(settings.STATIC_ROOT)
            call_command("collectstatic", interactive=False, verbosity=0)
            static_stamp().write_text(static_state())

    def announce(self, host: str, port: str) -> None:
        """Say where the portal is, how to get in and where its data lies."""
        shown = own_address() if host in ANY_ADDRESS else host
        shown = f"[{shown}]" if ":" in shown else shown
        self.say(
            f"\n  The portal:   http://{shown}:{port}/"
            f"\n  For editors:  http://{shown}:{port}/admin/ (make an account with: make admin)"
            f"\n  The data:     {settings.DATA_DIR}"
            "\n  Ctrl-C stops it.\n"
        )

    def say(self, text: str) -> None:
        """Print at once; what is still buffered would be lost when gunicorn takes over."""
        self.stdout.write(text)
        self.stdout.flush()


# --- The address -----------------------------------------------------------------------------


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
        hint = "Choose another one, for example: make run PORT=8001"
        raise CommandError(f"{host}:{port} cannot be used: {error.strerror}. {hint}") from error


def own_address() -> str:
    """Return the address other machines of the network reach this one by."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # chooses a way out; nothing is sent
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def allowed_hosts(host: str) -> list[str]:
    """Return the names the portal answers to, with the one it is served at."""
    own = [socket.gethostname(), own_address()] if host in ANY_ADDRESS else [host]
    own = [f"[{name}]" if ":" in name else name for name in own]
    return list(dict.fromkeys([*settings.ALLOWED_HOSTS, *own]))


def become_gunicorn(listener: socket.socket, host: str) -> None:
    """Replace this process with gunicorn, which goes on with the same socket."""
    os.environ["ALLOWED_HOSTS"] = ",".join(allowed_hosts(host))
    listener.set_inheritable(True)
    connections.close_all()
    config = settings.BASE_DIR / "deploy" / "gunicorn.conf.py"
    command = [sys.executable, "-m", "gunicorn", "--config", str(config)]
    command += ["--pythonpath", str(settings.BASE_DIR), "--bind", f"fd://{listener.fileno()}"]
    os.execvp(sys.executable, command)


# --- Database and files ----------------------------------------------------------------------


def has_pending_migrations() -> bool:
    """Tell whether the database is behind the code."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_writable(folder: Path) -> None:
    """Make the folder if need be; raises CommandError when nothing can be stored in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CommandError(f"{folder} cannot be written to: {error.strerror}.") from error


def static_sources() -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every static file before it is collected."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            with storage.open(name) as file:
                yield name, file.read()


def static_state() -> str:
    """Return a digest of the static files and of what was made of them.

    With the manifest in it, the stamp of one checkout does not vouch for another one's files.
    """
    digest = hashlib.sha256()
    for name, content in sorted(static_sources()):
        digest.update(f"{name} {len(content)} ".encode() + content)
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.exists() else b"")
    return digest.hexdigest()


def static_stamp() -> Path:
    """Return the file that says which static files were collected."""
    return settings.DATA_DIR / STATIC_STAMP


def collected_static_files_are_current() -> bool:
    """Tell whether collecting the static files again would change nothing."""
    return static_stamp().exists() and static_stamp().read_text() == static_state()


def first_line(error: Exception) -> str:
    """Return what an error says without its details."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
