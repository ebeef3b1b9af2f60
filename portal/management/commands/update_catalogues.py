"""Collect the translatable texts into the catalogues of the three languages."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

#: Folder of each language whose texts are shipped. English texts are their own names in the code.
LOCALES = ("de", "en", "de_Simple")
SOURCE_LOCALE = "en"
EXTENSIONS = "py,html,svg,txt"
#: Nothing that changes with the day or the tool's version, so that only changed texts show up.
HEADER = {
    "Project-Id-Version": "ruecken-in-balance",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
NOT_SOURCES = {
    "bench", "content", "data", "docs", "node_modules", "static", "staticfiles", "tests",
    "test-results",
}  # fmt: skip


class Command(BaseCommand):
    """Updates the catalogues, or says what they lack."""

    help = "Collect the translatable texts into the catalogues. Needs GNU gettext."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to change nothing."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; fail if a catalogue is not complete.",
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        """Write the catalogues, or raise CommandError naming every gap."""
        if not shutil.which("msgmerge"):
            raise CommandError("GNU gettext is missing. Install it first: apt-get install gettext")
        if check:
            if found := list(gaps()):
                raise CommandError("\n".join([*found, "Run: make messages"]))
            return
        for locale, catalogue in collected().items():
            path = path_of(locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
            missing = len(untranslated(catalogue))
            self.stdout.write(f"{locale}: {len(catalogue)} texts, {missing} to translate")


def path_of(locale: str, root: Path | None = None) -> Path:
    """Return where the catalogue of a language lies."""
    return (root or settings.BASE_DIR) / "locale" / locale / "LC_MESSAGES" / "django.po"


def collected() -> dict[str, polib.POFile]:
    """Return the catalogues as the code of today needs them.

    This happens in a copy: collecting leaves files beside the templates while it runs.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "portal"
        shutil.copytree(settings.BASE_DIR, root, ignore=not_sources)
        for locale in LOCALES:
            if (path := path_of(locale, root)).exists():
                # What an editor of catalogues left behind can stop gettext.
                tidied(polib.pofile(str(path)), locale).save(str(path))
        make_messages(root)
        return {
            locale: tidied(polib.pofile(str(path_of(locale, root))), locale) for locale in LOCALES
        }


def not_sources(folder: str, names: list[str]) -> set[str]:
    """Return what need not be copied from a folder."""
    if Path(folder) != settings.BASE_DIR:
        return {"__pycache__"}
    return NOT_SOURCES | {name for name in names if name.startswith(".")}


def make_messages(root: Path) -> None:
    """Run Django's own command in `root`; raises CommandError with what it complained about."""
    command = [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-location"]
    command += [f"--extension={EXTENSIONS}", *(f"--locale={locale}" for locale in LOCALES)]
    # Without settings it looks at the files only and runs none of the copied code.
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(done.stderr.strip() or done.stdout.strip())


def tidied(catalogue: polib.POFile, locale: str) -> polib.POFile:
    """Give the catalogue its fixed form, without guesses and, for English, with its texts."""
    catalogue.header = ""
    catalogue.metadata = {"Project-Id-Version": HEADER["Project-Id-Version"], "Language": locale}
    catalogue.metadata |= HEADER
    catalogue.metadata_is_fuzzy = False
    catalogue.wrapwidth = 0
    for entry in catalogue:
        forget_guess(entry)
        if locale == SOURCE_LOCALE and not is_whole(entry):
            entry.msgstr = "" if entry.msgid_plural else entry.msgid
            entry.msgstr_plural = (
                {0: entry.msgid, 1: entry.msgid_plural} if entry.msgid_plural else {}
            )
    return catalogue


def forget_guess(entry: polib.POEntry) -> None:
    """Leave a text empty that gettext translated by likeness to another one."""
    entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    if entry.fuzzy:
        entry.flags.remove("fuzzy")
        entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")


def gaps() -> Iterator[str]:
    """Yield one line for everything that is missing, doubtful or no longer used."""
    for locale, needed in collected().items():
        path = path_of(locale)
        present = polib.pofile(str(path)) if path.exists() else polib.POFile()
        yield from (f"{locale}: not translated: {text.msgid!r}" for text in untranslated(present))
        yield from (f"{locale}: to be checked: {text.msgid!r}" for text in present.fuzzy_entries())
        yield from (
            f"{locale}: not collected: {name!r}" for name in sorted(names(needed) - names(present))
        )
        yield from (
            f"{locale}: no longer used: {name!r}" for name in sorted(names(present) - names(needed))
        )


def untranslated(catalogue: polib.POFile) -> list[polib.POEntry]:
    """Return the texts without a translation, or without one of their plural forms."""
    return [entry for entry in catalogue if not entry.fuzzy and not is_whole(entry)]


def is_whole(entry: polib.POEntry) -> bool:
    """Tell whether every form of the text is translated."""
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def names(catalogue: polib.POFile) -> set[tuple[str, ...]]:
    """Return what tells the texts of a catalogue apart."""
    return {
        tuple(filter(None, (entry.msgctxt, entry.msgid, entry.msgid_plural)))
        for entry in catalogue
        if not entry.obsolete
    }
