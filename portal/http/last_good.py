"""The last good copy of every page a node has shown, on its disk, for when nothing else is left.

One file for each address, shared by the processes of a node: a line of JSON with everything but the
body, then the body. A copy is shown only where nothing that has gone since may stand in it
(see `editorial.generation.Gone`); what is known of that lies beside the copies, for a process that
starts while the cache is down.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from dataclasses import asdict, replace
from email.utils import formatdate
from pathlib import Path
from typing import Any, NamedTuple

from editorial.generation import Generation, Gone
from portal.http.copies import Copy, Headers, made

#: After so many new copies the oldest are looked for.
TRIM_EVERY = 200
COPY, ALWAYS = ".copy", ".always"
CACHING = ("cache-control", "cdn-cache-control")

logger = logging.getLogger(__name__)


class Address(NamedTuple):
    """Where a page stands: all it may depend on; its language is in the path."""

    scheme: str
    host: str
    path: str
    query: str = ""

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}?{self.query}"


class LastGood:
    """The copies of one node."""

    def __init__(self, folder: Path, generation: Generation, most_bytes: int) -> None:
        self.folder, self.generation, self.most_bytes = folder, generation, most_bytes
        self._until_trimmed = 0
        self._followed: Gone | None = None

    def put(self, address: Address, copy: Copy, *, made_in: tuple[str, int], always: bool) -> None:
        """Keep a copy, writing only where it says something new; `always` even where room is short."""
        file = self._file(address, ALWAYS if always else COPY)
        try:
            if self._says_the_same(file, address, copy):
                os.utime(file)
            else:
                self._write(file, as_bytes(copy, address, made_in))
                self._trim_sometimes()
        except OSError as error:
            logger.warning("No copy of a page can be kept in %s: %s", self.folder, error)

    def get(self, address: Address) -> Copy | None:
        """Return the copy of an address, marked as one; nothing where it may show what has gone."""
        for suffix in (COPY, ALWAYS):
            file = self._file(address, suffix)
            try:
                if copy := self._read(file, address):
                    return marked(copy, since=file.stat().st_mtime)
            except (OSError, ValueError):
                continue
        return None

    def forget(self, address: Address) -> None:
        for suffix in (COPY, ALWAYS):
            try:
                self._file(address, suffix).unlink(missing_ok=True)
            except OSError as error:
                logger.error("A copy of a page that has gone cannot be removed: %s", error)

    def follow(self) -> None:
        """Write down what has gone, for processes that start while nobody can be asked."""
        gone = self.generation.gone
        if gone and gone is not self._followed:
            try:
                self._write(self.folder / "gone.json", json.dumps(asdict(gone)).encode())
                self._followed = gone
            except OSError as error:
                logger.warning("Nothing can be written to %s: %s", self.folder, error)

    def _gone(self) -> Gone | None:
        if self.generation.gone or self._followed:
            return self.generation.gone or self._followed
        try:
            self._followed = Gone(**json.loads((self.folder / "gone.json").read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return self._followed

    def _file(self, address: Address, suffix: str) -> Path:
        name = hashlib.sha256(str(address).encode()).hexdigest()
        return self.folder / name[:2] / f"{name[2:42]}{suffix}"

    def _read(self, file: Path, address: Address) -> Copy | None:
        with file.open("rb") as opened:
            head = json.loads(opened.readline())
            return None if self._is_doubtful(head, address) else copy_from(head, opened.read())

    def _is_doubtful(self, head: dict[str, Any], address: Address) -> bool:
        gone = self._gone()
        return gone is None or gone.concerns(address.path, *head["made_in"])

    def _says_the_same(self, file: Path, address: Address, copy: Copy) -> bool:
        try:
            with file.open("rb") as opened:
                head = json.loads(opened.readline())
        except (OSError, ValueError):
            return False
        return head["digest"] == copy.digest and not self._is_doubtful(head, address)

    def _write(self, file: Path, content: bytes) -> None:
        """Write all or nothing: another process may be reading."""
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as new:
            new.write(content)
        Path(new.name).replace(file)

    def _trim_sometimes(self) -> None:
        self._until_trimmed -= 1
        if self._until_trimmed < 0:
            self._until_trimmed = TRIM_EVERY
            self.trim()

    def trim(self) -> None:
        """Remove the copies that were confirmed longest ago until the rest has room."""
        seen = sorted(
            ((file.stat(), file) for file in self.folder.glob(f"*/*{COPY}")),
            key=lambda each: each[0].st_mtime,
        )
        too_much = sum(stat.st_size for stat, _ in seen) - self.most_bytes
        for stat, file in seen:
            if too_much <= 0:
                break
            file.unlink(missing_ok=True)
            too_much -= stat.st_size


def as_bytes(copy: Copy, address: Address, made_in: tuple[str, int]) -> bytes:
    head = {
        "address": str(address),
        "made_in": made_in,
        "status": copy.status,
        "headers": copy.headers,
        "digest": copy.digest,
        "coding": copy.coding,
        "names": copy.names,
    }
    return json.dumps(head).encode() + b"\n" + copy.body


def copy_from(head: dict[str, Any], body: bytes) -> Copy:
    headers = [(name, value) for name, value in head["headers"]]
    names = tuple(head["names"])
    bare = Copy(head["status"], headers, [], head["digest"], "", body, head["coding"], names)
    return made(bare, bare.coding, body)


def marked(copy: Copy, since: float) -> Copy:
    """Return the copy as one that nobody on the way may keep, with the time it was last right."""
    headers: Headers = [each for each in copy.headers if each[0].lower() not in CACHING]
    headers += [("Cache-Control", "no-cache"), ("X-Kept-Since", formatdate(since, usegmt=True))]
    return made(replace(copy, headers=headers, is_last_good=True), copy.coding, copy.body)
