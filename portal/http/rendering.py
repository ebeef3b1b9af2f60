"""Has pages made: each by one thread while others wait for it, and nobody waits for ever."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from portal.http.copies import Headers, StartResponse

Environ = dict[str, Any]
Application = Callable[[Environ, StartResponse], Any]
Made = TypeVar("Made")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What an application says to one request."""

    status: str
    headers: Headers
    body: bytes

    @property
    def code(self) -> int:
        return int(self.status[:3])

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def send(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def ask(application: Application, environ: Environ) -> Answer:
    """Have an application answer, and let it tidy up in the same thread."""
    said: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        said.append((status, headers))

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
        return Answer(*said[-1], body)
    finally:
        if hasattr(parts, "close"):
            parts.close()


@dataclass
class Job(Generic[Made]):
    """Something that is being made."""

    future: Future[Made | None] = field(default_factory=Future)
    began: float = field(default_factory=time.monotonic)

    @property
    def age(self) -> float:
        return time.monotonic() - self.began

    def wait(self, until_age: float) -> Made | None:
        """Return what was made; raises TimeoutError when the job is older before that."""
        return self.future.result(max(0.0, until_age - self.age))


class Rendering(Generic[Made]):
    """The threads of one process that make things, none of them twice at the same time."""

    def __init__(self, threads: int, pool: Executor | None = None) -> None:
        self.threads = threads
        self._pool = pool or ThreadPoolExecutor(threads, thread_name_prefix="rendering")
        self._jobs: dict[Hashable, Job[Made]] = {}
        self._lock = threading.Lock()

    def job(self, key: Hashable, make: Callable[[], Made]) -> tuple[Job[Made], bool]:
        """Return the job that makes this, and whether it is a new one."""
        with self._lock:
            if job := self._jobs.get(key):
                return job, False
            job = self._jobs[key] = Job()
        self._pool.submit(self._run, key, job, make)
        return job, True

    def is_stuck(self, after: float) -> bool:
        """Whether every thread has been at its job for longer than that."""
        with self._lock:
            return sum(job.age > after for job in self._jobs.values()) >= self.threads

    def _run(self, key: Hashable, job: Job[Made], make: Callable[[], Made]) -> None:
        made = None
        try:
            made = make()
        except Exception:
            logger.exception("A page could not be made")
        finally:
            with self._lock:
                del self._jobs[key]
            job.future.set_result(made)
