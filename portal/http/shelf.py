"""Keeps a bounded number of things in memory; what was not asked for longest leaves first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that says how many bytes it takes."""

    @property
    def size(self) -> int: ...


Thing = TypeVar("Thing", bound=Sized)


class Shelf(Generic[Thing]):
    """What is kept under keys, for all threads of a process."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self.most, self.most_bytes = most, most_bytes
        self.bytes = 0
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: Hashable) -> Thing | None:
        with self._lock:
            thing = self._things.get(key)
            if thing is not None:
                self._things.move_to_end(key)
            return thing

    def put(self, key: Hashable, thing: Thing) -> None:
        """Keep it, unless it alone would take an eighth of the room."""
        if thing.size * 8 > self.most_bytes:
            return
        with self._lock:
            self._drop(key)
            self._things[key] = thing
            self.bytes += thing.size
            while self.bytes > self.most_bytes or len(self._things) > self.most:
                self._drop(next(iter(self._things)))

    def clear(self) -> None:
        with self._lock:
            self._things.clear()
            self.bytes = 0

    def _drop(self, key: Hashable) -> None:
        if (thing := self._things.pop(key, None)) is not None:
            self.bytes -= thing.size
