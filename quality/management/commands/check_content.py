"""Hold all content against the rules for good pages; what `make content-check` calls."""

from collections.abc import Iterator
from statistics import fmean, median
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from quality import reading_ease
from quality.checks import RULES, Content, findings
from quality.checks.pages import Measured

HEAD = ("kind", "language", "pages", "words", "per sentence", "ease: least", "median")
ROW = "{:14}{:11}{:>6}{:>8}{:>14}{:>13}{:>8}"
NOT_INSTALLED = (
    "What measures how a text reads is not installed. Install it first: "
    "python -m pip install --require-hashes -r requirements/quality.txt"
)


class Command(BaseCommand):
    """Prints how the content reads, then everything that has to change."""

    help = "Hold the content of the database against the rules for good pages."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let editors look at unfinished pages, and let make bring the shipped ones."""
        parser.add_argument("--drafts", action="store_true", help="Look at unpublished pages too.")
        parser.add_argument(
            "--shipped",
            action="store_true",
            help="Load the shipped content first; only into an empty database.",
        )

    def handle(self, *, drafts: bool, shipped: bool, **options: Any) -> None:
        """Print table and findings; raises CommandError when there are findings."""
        if not reading_ease.is_installed():
            raise CommandError(NOT_INSTALLED)
        if shipped:
            self.load_shipped()
        content = Content.stored(drafts=drafts)
        self.stdout.write("\n".join([ROW.format(*HEAD), *rows(content.measured)]))
        if not (found := findings(content)):
            self.stdout.write("\nNo findings")
            return
        self.stdout.write("\n".join(["", *map(str, found), "", "The rules ask for:"]))
        for name in sorted({finding.rule for finding in found}):
            self.stdout.write(f"  {name}: {RULES[name].__doc__}")
        raise CommandError(f"{len(found)} findings")

    def load_shipped(self) -> None:
        """Make the tables and put into them what the portal is delivered with."""
        if connection.introspection.table_names():
            raise CommandError("The database is not empty. Leave out --shipped.")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_content", stdout=self.stdout)


def rows(measured: list[Measured]) -> Iterator[str]:
    """Yield a line for each kind and language."""
    groups: dict[tuple[str, str], list[Measured]] = {}
    for found in measured:
        groups.setdefault((found.kind, found.language), []).append(found)
    for (kind, language), group in groups.items():
        words = sum(found.ease.words for found in group)
        per_sentence = fmean(found.ease.words_per_sentence for found in group)
        ease = [found.ease.flesch for found in group if found.ease.flesch is not None] or [0]
        yield ROW.format(
            kind,
            language,
            len(group),
            words,
            f"{per_sentence:.1f}",
            f"{min(ease):.0f}",
            f"{median(ease):.0f}",
        )
