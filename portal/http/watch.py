"""Keeps an eye on the generation, so that no reader waits for a cache that hangs."""

from __future__ import annotations

import logging
import math
import os
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections

from editorial.generation import Generation

RETRY_SECONDS = 10.0

logger = logging.getLogger(__name__)


class Watch:
    """A thread in each process that asks for the generation once a second."""

    def __init__(self, generation: Generation, on_change: Callable[[], None]) -> None:
        self.generation, self.on_change = generation, on_change
        self._pid = 0
        self._seen = ""
        self._again_at = math.inf

    def start(self) -> None:
        """Begin, once in each process: threads do not survive a fork."""
        if self._pid != os.getpid():
            self._pid = os.getpid()
            threading.Thread(target=self._run, name="generation", daemon=True).start()

    def look(self) -> None:
        """Ask once; tell of a new generation, and of the first look whatever it saw."""
        self.generation.refresh()
        close_old_connections()
        token = self.generation.token()
        is_new = token != self._seen and not self.generation.is_blind
        if is_new or not self._seen or time.monotonic() > self._again_at:
            self._seen, self._again_at = token, math.inf
            self.on_change()

    def look_again(self) -> None:
        """Tell once more in a while: what was done about it has failed."""
        self._again_at = time.monotonic() + RETRY_SECONDS

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            try:
                self.look()
            except RuntimeError as error:
                # No thread can be had any more: the process ends.
                logger.warning("Nobody looks for new generations any more: %s", error)
                return
            pause.wait(self.generation.reread_seconds)
