"""Load the shipped content from YAML."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from reversion import create_revision, set_comment

from articles.models import Article
from portal import content
from portal.search.index import rebuild


class Command(BaseCommand):
    help = "Load the shipped content. A record with the same key is replaced."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "content", type=Path)
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when there are articles already."
        )

    def handle(self, *, folder: Path, if_empty: bool, **options: Any) -> None:
        if if_empty and Article.objects.exists():
            return
        try:
            with transaction.atomic(), create_revision():
                count = content.load(folder)
                set_comment("Shipped content")
        except content.ContentError as error:
            raise CommandError(str(error)) from error
        rebuild()
        self.stdout.write(f"{count} records loaded")
