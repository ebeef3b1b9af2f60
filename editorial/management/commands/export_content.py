"""Write the content of the database as YAML."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from records.writing import write


class Command(BaseCommand):
    help = "Write all content as YAML, the form it is shipped in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "content", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        self.stdout.write(f"{write(folder)} records written to {folder}")
