"""Bring database, content, messages and static files up to date."""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from editorial.models import Change
from records.shape import places


class Command(BaseCommand):
    """Does what is missing, and nothing when called again."""

    help = "Bring database, content, messages and static files up to date."

    def handle(self, **options: Any) -> None:
        """Prepare everything; raises CommandError with the one thing that is in the way."""
        check_writable(settings.DATA_DIR)
        # Before anything that stores words or addresses: they would be stored in English.
        call_command("compile_catalogues", verbosity=0)
        try:
            self.prepare_database()
        except DatabaseError as error:
            raise CommandError(f"The database does not work: {first_line(error)}") from error
        self.collect_static_files()

    def prepare_database(self) -> None:
        """Bring the tables up to date and load the shipped content into an empty database."""
        if has_pending_migrations():
            self.say("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if is_empty():
            self.run_afresh("load_content")
        elif Change.objects.exists():
            self.run_afresh("derive")

    def run_afresh(self, command: str) -> None:
        """Run a command in a process that has read no message before they were compiled."""
        done = subprocess.run(
            [sys.executable, "-m", "portal", command],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandError(f"{command} did not work: {done.stderr.strip()}")
        if done.stdout:
            self.say(done.stdout.strip())

    def collect_static_files(self) -> None:
        """Hash and compress the static files if one of them has changed."""
        if not collected_static_files_are_current():
            self.say("Compressing the static files …")
            check_writable(settings.STATIC_ROOT)
            call_command("collectstatic", interactive=False, verbosity=0)
            static_stamp().write_text(static_state())

    def say(self, text: str) -> None:
        """Print at once, so that a slow step is announced before it starts."""
        self.stdout.write(text)
        self.stdout.flush()


def is_empty() -> bool:
    """Tell whether the database holds no content at all."""
    return not any(model._default_manager.exists() for model in places())


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
    return settings.DATA_DIR / "static.sha256"


def collected_static_files_are_current() -> bool:
    """Tell whether collecting the static files again would change nothing."""
    return static_stamp().exists() and static_stamp().read_text() == static_state()


def first_line(error: Exception) -> str:
    """Return what an error says without its details."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
