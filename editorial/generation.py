"""The generation of what readers see: part of every key under which something derived is kept.

It stands in the shared cache. Every change of content raises it when the change is stored, so that
nothing old can be put back. Beside it stand the next moments at which the clock alone changes what
readers see; each counts as a new generation from its very second on, without anybody writing it.

Where the cache does not answer, the token says so and changes every few seconds: what is kept is
then soon made anew, and nothing stays old for ever.
"""

from __future__ import annotations

import logging
import math
import secrets
import threading
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone, translation

from editorial.former import FormerAddress, slug_in
from editorial.moments import MOST_MOMENTS, moments_ahead
from editorial.publication import Addressed, columns

STATE, GONE, LOCK = "generation", "generation:gone", "generation:lock"
#: How old what this process knows may be before it asks the cache again …
REREAD_SECONDS = 1.0
#: … and before it says that it does not know.
TRUSTED_SECONDS = 3.0
#: How long something is kept while the cache does not answer.
BLIND_SECONDS = 10
BLIND = "blind"
#: Addresses of withdrawn pages that are remembered; copies older than the forgotten ones are not shown.
MOST_GONE = 1000
LOCK_SECONDS, LOCK_PATIENCE = 5, 2.0

logger = logging.getLogger(__name__)


# --- What is stored ----------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """A generation as the cache holds it; another `epoch` means that the cache had lost it."""

    epoch: str
    number: int
    moments: tuple[float, ...]

    def token(self, now: float) -> str:
        passed = bisect_right(self.moments, now)
        moment = round(self.moments[passed - 1] * 1000) if passed else 0
        return f"{self.epoch}.{self.number}.{moment}"

    def is_same(self, other: State) -> bool:
        return (self.epoch, self.number) == (other.epoch, other.number)

    def has_run_out(self, now: float) -> bool:
        """Whether there may be moments ahead that found no place in the list."""
        return len(self.moments) == MOST_MOMENTS and self.moments[-1] <= now

    def next(self) -> State:
        return State(self.epoch, self.number + 1, moments_ahead())


@dataclass(frozen=True)
class Gone:
    """Which addresses lead nowhere any more, with the generation since which that is so.

    Nothing is known of what went in or before generation `since`.
    """

    epoch: str
    since: int
    addresses: dict[str, int] = field(default_factory=dict)

    def with_more(self, addresses: Iterable[str], number: int) -> Gone:
        known = {**self.addresses, **dict.fromkeys(addresses, number)}
        by_age = sorted(known, key=known.__getitem__)
        forgotten = by_age[: max(0, len(by_age) - MOST_GONE)]
        since = max([self.since, *(known.pop(address) for address in forgotten)])
        left = {address: age for address, age in known.items() if age > since}
        return Gone(self.epoch, since, left)

    def concerns(self, address: str, epoch: str, number: int) -> bool:
        """Whether what stood there in a generation may have gone since, by itself or with the page above it."""
        is_unknown = epoch != self.epoch or number < self.since
        ways = (self.addresses.get(way, number) for way in (address, *above(address)))
        return is_unknown or any(gone_in > number for gone_in in ways)


def read() -> State | None:
    """Return what the cache holds, nothing when it was lost."""
    stored = cache.get(STATE)
    return State(*stored) if stored else None


def read_gone(state: State) -> Gone:
    """Return what has gone; where that was lost, no older copy can be trusted."""
    stored = cache.get(GONE)
    known = Gone(*stored) if stored else None
    return known if known and known.epoch == state.epoch else Gone(state.epoch, state.number)


def begin() -> State:
    """Make a generation where the cache holds none; return the one that another node made first."""
    cache.add(STATE, as_stored(State(secrets.token_hex(4), 1, moments_ahead())), None)
    return State(*cache.get(STATE))


def write_next(gone: Iterable[str], *, unless_after: State | None = None) -> State:
    """Raise the generation, unless another node has done so since `unless_after` was read."""
    with lock():
        state = read() or begin()
        if unless_after and not state.is_same(unless_after):
            return state
        raised = state.next()
        known = read_gone(state).with_more(gone, raised.number)
        # In this order: whoever sees the new generation also sees what went with it.
        cache.set(GONE, (known.epoch, known.since, known.addresses), None)
        cache.set(STATE, as_stored(raised), None)
    return raised


def as_stored(state: State) -> tuple[str, int, tuple[float, ...]]:
    return state.epoch, state.number, state.moments


@contextmanager
def lock() -> Iterator[None]:
    """Let one process after the other write; one that died holding it is waited for shortly."""
    deadline = time.monotonic() + LOCK_PATIENCE
    while not cache.add(LOCK, 1, LOCK_SECONDS) and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield
    finally:
        cache.delete(LOCK)


def above(address: str) -> Iterator[str]:
    """The addresses that this one stands below; `/a/` and `/` above `/a/b/`."""
    parts = address.split("/")[1:-1]
    for depth in range(len(parts)):
        yield "/" + "".join(f"{part}/" for part in parts[:depth])


# --- What one node knows -------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Owed:
    """A raise that has not reached the cache yet."""

    gone: frozenset[str]


class Generation:
    """What one process knows of the generation; it asks the cache at most once a second.

    Never raises where cache or database are down: the token then begins with `BLIND`.
    """

    def __init__(self, reread_seconds: float = REREAD_SECONDS) -> None:
        self.reread_seconds = reread_seconds
        self._adding = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Know nothing, as at the start."""
        self.state: State | None = None
        self.gone: Gone | None = None
        self._read_at = self._asked_at = -math.inf
        self._owed: Owed | None = None
        self._missed = False

    def current(self) -> str:
        """The token of what readers see now."""
        if time.monotonic() - self._asked_at >= self.reread_seconds:
            self.refresh()
        return self.token()

    def token(self) -> str:
        """The same without asking the cache, for whoever has it asked regularly."""
        now = timezone.now().timestamp()
        if self.state is None or self.is_blind:
            return f"{BLIND}.{int(now // BLIND_SECONDS)}"
        return self.state.token(now)

    @property
    def is_blind(self) -> bool:
        """Whether what is known may have been overtaken."""
        is_old = time.monotonic() - self._read_at > self.reread_seconds + TRUSTED_SECONDS
        return is_old or self._missed or self._owed is not None

    def raise_(self, gone: Iterable[str] = ()) -> None:
        """Raise the generation; where the cache does not answer, as soon as it does again."""
        with self._adding:
            before = self._owed.gone if self._owed else frozenset()
            self._owed = Owed(before | frozenset(gone))
        self.refresh()

    def refresh(self) -> None:
        """Ask the cache, and make good what could not be written."""
        self._asked_at = time.monotonic()
        try:
            self._take(self._pay(self._owed) if self._owed else self._read())
        except Exception as error:  # whatever the client of the cache or the database raises
            self._miss(error)

    def _pay(self, owed: Owed) -> State:
        state = write_next(owed.gone)
        with self._adding:
            # Another thread may have come with more in the meantime.
            self._owed = None if self._owed is owed else self._owed
        return state

    def _read(self) -> State:
        state = read() or begin()
        # After an outage nobody knows which raise has been lost.
        is_doubtful = self._missed and state == self.state
        if is_doubtful or state.has_run_out(timezone.now().timestamp()):
            return write_next((), unless_after=state)
        return state

    def _take(self, state: State) -> None:
        if self.gone is None or self.state is None or not state.is_same(self.state):
            self.gone = read_gone(state)
        self.state, self._missed, self._read_at = state, False, time.monotonic()

    def _miss(self, error: Exception) -> None:
        if not self._missed:
            logger.warning("The generation of the content cannot be read: %s", error)
        self._missed = True


#: What this process knows.
HERE = Generation()


def current() -> str:
    """The token of what readers see now; `is_blind` tells whether the cache was asked for it."""
    return HERE.current()


def is_blind(token: str) -> bool:
    """Whether the token was made without the shared cache."""
    return token.startswith(BLIND)


def raise_generation(gone: Iterable[str] = ()) -> None:
    """Begin a new generation; `gone` are the addresses that lead nowhere from now on.

    To be called once the change is stored; `raise_on_commit` does so.
    """
    HERE.raise_(gone)


# --- Raising it once for each transaction ----------------------------------------------------------


class Raising:
    """The raise at the end of a transaction, with the pages that may have gone in it."""

    def __init__(self) -> None:
        self.noted: dict[tuple[type[Model], Any], set[str]] = {}
        self.former: dict[tuple[type[Model], Any], set[str]] = {}
        self.is_done = False

    def note(self, page: Addressed) -> None:
        self.noted.setdefault((type(page), page.pk), set()).update(addresses_of(page))
        self.former[type(page), page.pk] = former_addresses_of(page)

    def __call__(self) -> None:
        self.is_done = True
        raise_generation(self.gone())

    def gone(self) -> set[str]:
        """The noted addresses that lead nowhere now; all of them where nobody can be asked."""
        addresses = set().union(*self.noted.values())
        try:
            shown = {each: shown_addresses(*each) for each in self.noted}
        except DatabaseError:
            return addresses.union(*self.former.values())
        former = (self.former[each] for each, now in shown.items() if not now)
        return addresses.difference(*shown.values()).union(*former)


def raise_on_commit(changed: Model | None = None) -> None:
    """Raise the generation when the transaction ends, once however much is said to have changed.

    A page to be deleted is named before, while it has its addresses.
    """
    hooks = [hook for _, hook, *_ in connection.run_on_commit]
    waiting = [hook for hook in hooks if isinstance(hook, Raising) and not hook.is_done]
    raising = waiting[-1] if waiting else Raising()
    if isinstance(changed, Addressed):
        raising.note(changed)
    if not waiting:
        transaction.on_commit(raising, robust=True)


def shown_addresses(model: type[Model], pk: Any) -> list[str]:
    page = model._default_manager.filter(pk=pk).first()
    is_shown = page is not None and getattr(page, "is_public", True)
    return addresses_of(page) if is_shown else []  # type: ignore[arg-type]


def addresses_of(page: Addressed) -> list[str]:
    """The addresses of a page in every language; a place on a page of many is no page of its own."""
    return [address for _code, address in in_every_language(page) if "#" not in address]


def former_addresses_of(page: Addressed) -> set[str]:
    """Where readers have seen a page before, in every language."""
    return {
        address
        for former in FormerAddress.objects.of(page)
        for code, address in in_every_language(at_slug(page, former.slug))
        if former.language == shown_slug_language(page, code) and "#" not in address
    }


def in_every_language(page: Any) -> Iterator[tuple[str, str]]:
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield code, page.get_absolute_url()


def at_slug(page: Addressed, slug: str) -> Addressed:
    former = copy(page)
    for column in columns("slug"):
        setattr(former, column, slug)
    return former


def shown_slug_language(page: Addressed, code: str) -> str:
    """The language whose address a page has in a language: German where it has none of its own."""
    return code if slug_in(page, code) else settings.LANGUAGE_CODE
