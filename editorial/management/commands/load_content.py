"""Load the shipped content from YAML."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from reversion import create_revision, set_comment

import records
from editorial import changes
from records.shape import places


class Command(BaseCommand):
    help = "Load the shipped content. A record with the same key is replaced."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "content", type=Path)
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when there is content already."
        )

    def handle(self, *, folder: Path, if_empty: bool, **options: Any) -> None:
        is_first = not any(model._default_manager.exists() for model in places())
        if if_empty and not is_first:
            return
        try:
            # Nobody's work can be lost in an empty database; the first change keeps what was before.
            with transaction.atomic(), nullcontext() if is_first else create_revision():
                count = records.load(folder)
                if not is_first:
                    set_comment("Shipped content")
        except records.ContentError as error:
            raise CommandError(str(error)) from error
        changes.derive_all()
        self.stdout.write(f"{count} records loaded")
