"""Load the shipped content from YAML."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from reversion import create_revision, set_comment

from editorial import changes
from editorial.versions import keep_first_version
from records.loading import Plan, apply, compare
from records.report import report
from records.shape import ContentError, places


class Command(BaseCommand):
    help = "Load the shipped content. What editors have changed since the last load stays theirs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "content", type=Path)
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when there is content already."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change, and change nothing."
        )

    def handle(self, *, folder: Path, if_empty: bool, dry_run: bool, **options: Any) -> None:
        """Load and say what was done; raises CommandError naming the first record that is wrong."""
        is_first = not any(model._default_manager.exists() for model in places())
        if if_empty and not is_first:
            return
        try:
            lines = list(report(compare(folder))) if dry_run else load(folder, is_first=is_first)
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join([*lines, *([_("Nothing was changed.")] if dry_run else [])]))


def load(folder: Path, *, is_first: bool) -> list[str]:
    """Load a folder and return what editors should know of it."""
    with transaction.atomic():
        plan = compare(folder)
        # Before it is done: pages have the names that editors know.
        lines = list(report(plan))
        if is_first:
            apply(plan)
        elif not plan.is_done:
            load_over(plan)
    if is_first:
        changes.derive_all()
    return lines


def load_over(plan: Plan) -> None:
    """Change what stands so that editors can get back to it."""
    for obj in plan.changed:
        keep_first_version(obj)
    with create_revision():
        apply(plan, note=changes.note)
        set_comment(_("Shipped content"))
