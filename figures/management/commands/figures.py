"""Writes the contact sheet of the exercise drawings."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from figures import FIGURES
from figures.contact_sheet import THEMES, write_sheet


class Command(BaseCommand):
    """`manage.py figures`: every pose on one page, with what the checks object to."""

    help = "Writes one HTML page (and a PNG, where Chromium is installed) of all exercise drawings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which figures, which colours, and where to."""
        parser.add_argument("keys", nargs="*", metavar="figure", help="only these figures")
        parser.add_argument("--theme", choices=sorted(THEMES), default="light")
        parser.add_argument("--output", type=Path, default=Path("figures.html"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the sheet and names the files."""
        keys = [key for key in options["keys"] if key in FIGURES]
        for path in write_sheet(options["output"], options["theme"], keys):
            self.stdout.write(str(path))
