"""A page as it is sent: ready bytes in one coding, with headers and a tag of its own."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import brotli

from portal.http.compression import QUALITY, SMALLEST, unindented

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
#: What a page can be sent in, the smallest first; nothing means as it is.
CODINGS = ("br", "gzip", "")
TEXTS = ("text/", "application/xml", "application/json", "application/rss+xml", "image/svg+xml")
#: Less than any weight a reader can name but none.
LEAST = 0.0001
#: What a browser that has the page is told again.
REPEATED = {"cache-control", "cdn-cache-control", "content-location", "expires", "vary"}
#: Said anew for each coding, or true of one connection only.
OWN = {"content-encoding", "content-length", "etag", "vary", "connection", "date", "server"}


@dataclass(frozen=True, slots=True)
class Copy:
    """What is sent for one address in one coding.

    `digest` is that of the page as it is; `names` are the names of its query that it depends on
    (see `editorial.kept`).
    """

    status: str
    headers: Headers
    unchanged: Headers
    digest: str
    tag: str
    body: bytes
    coding: str
    names: tuple[str, ...]
    is_last_good: bool = False

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)

    def send(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a reader: with the page, or that the one they have is still right."""
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and matches(asked, self.tag):
            start_response("304 Not Modified", self.unchanged[:])
            return []
        start_response(self.status, self.headers[:])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def copy_of(status: str, headers: Headers, body: bytes, names: Iterable[str] = ()) -> Copy:
    """Return a page as it is."""
    if content_type(headers).startswith("text/html"):
        body = unindented(body)
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    left = [(name, value) for name, value in headers if name.lower() not in OWN]
    vary = dict.fromkeys([*varies_by(headers), "Accept-Encoding"])
    left.append(("Vary", ", ".join(vary)))
    return made(Copy(status, left, [], digest, "", body, "", tuple(names)), "", body)


def packed(copy: Copy, coding: str) -> Copy:
    """Return a page that is as it is in a coding; unchanged where packing makes it no smaller."""
    if not coding or len(copy.body) < SMALLEST or not content_type(copy.headers).startswith(TEXTS):
        return copy
    return made(copy, coding, PACK[coding](copy.body))


def made(copy: Copy, coding: str, body: bytes) -> Copy:
    """Return the copy in a coding, with the headers that belong to it.

    The tag is strong, so it differs from coding to coding.
    """
    tag = f'"{copy.digest}-{coding}"' if coding else f'"{copy.digest}"'
    headers = [(name, value) for name, value in copy.headers if name.lower() not in OWN - {"vary"}]
    unchanged = [(name, value) for name, value in headers if name.lower() in REPEATED]
    headers += [("ETag", tag), ("Content-Length", str(len(body)))]
    if coding:
        headers.append(("Content-Encoding", coding))
    return replace(
        copy,
        headers=headers,
        unchanged=[*unchanged, ("ETag", tag)],
        tag=tag,
        body=body,
        coding=coding,
    )


def unpacked(copy: Copy) -> Copy:
    """Return a page as it is, from one in a coding."""
    return made(copy, "", UNPACK[copy.coding](copy.body)) if copy.coding else copy


def in_coding(copy: Copy, coding: str) -> Copy:
    """Return a page in a coding, whatever it is in."""
    return copy if copy.coding == coding else packed(unpacked(copy), coding)


def content_type(headers: Headers) -> str:
    return next((value for name, value in headers if name.lower() == "content-type"), "")


def varies_by(headers: Headers) -> list[str]:
    found = [value for name, value in headers if name.lower() == "vary"]
    return [name.strip() for name in ",".join(found).split(",") if name.strip()]


def matches(asked: str, tag: str) -> bool:
    """Whether `If-None-Match` names a tag, by the weak comparison it is meant for."""
    return asked == tag or any(
        each.strip().removeprefix("W/") in ("*", tag) for each in asked.split(",")
    )


@lru_cache(maxsize=512)
def best_coding(accepted: str) -> str:
    """Return what a reader takes of what we have; between equals the smaller one."""
    liked = dict(weighed(part) for part in accepted.lower().split(","))
    weights = {coding: liked.get(coding, liked.get("*", 0.0)) for coding in PACK}
    # What nobody asked for is still taken, unless something else is.
    weights[""] = liked.get("identity", LEAST)
    return max(CODINGS, key=weights.__getitem__) if any(weights.values()) else ""


def weighed(part: str) -> tuple[str, float]:
    """Return a coding and how much it is liked; what cannot be read is not."""
    name, _, parameter = part.partition(";")
    key, _, value = parameter.strip().partition("=")
    try:
        weight = float(value) if key.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return name.strip(), weight if 0 <= weight <= 1 else 0.0


PACK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=QUALITY),
    # The moment of packing does not belong into it: every node sends the same bytes.
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
