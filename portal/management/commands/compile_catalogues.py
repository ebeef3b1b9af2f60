"""Compile the message catalogues without GNU gettext."""

import os
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def stale_catalogues() -> list[Path]:
    """Return the catalogues whose compiled file is missing or older."""
    found = sorted(po for folder in settings.LOCALE_PATHS for po in Path(folder).rglob("*.po"))
    return [po for po in found if is_stale(po)]


def is_stale(po: Path) -> bool:
    """Tell whether the catalogue has changed since it was compiled."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def compile_catalogue(po: Path) -> None:
    """Write the compiled file beside the catalogue, all at once so that nobody reads half of it."""
    temporary = po.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(po)).save_as_mofile(str(temporary))
    temporary.replace(po.with_suffix(".mo"))


class Command(BaseCommand):
    """Compiles what has changed."""

    help = "Compile the message catalogues that have changed. Needs no GNU gettext."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        """Compile every stale catalogue."""
        for po in stale_catalogues():
            compile_catalogue(po)
            if options["verbosity"]:
                self.stdout.write(f"{po.relative_to(settings.BASE_DIR)} compiled")
