"""Bring what is derived from content up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from editorial import changes


class Command(BaseCommand):
    help = "Bring search and whatever else is derived from content up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Make everything anew.")

    def handle(self, **options: Any) -> None:
        if options["all"]:
            changes.derive_all()
        else:
            changes.bring_up_to_date()
