"""How gunicorn serves the portal; the address comes from `portal serve` or from --bind."""

import gc
import logging
import os
import signal
from typing import Any

wsgi_app = "portal.wsgi"
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, len(os.sched_getaffinity(0))))
# A thread waits while a slow phone takes its bytes or a database answers; a process would be idle.
worker_class = "gthread"
threads = 4
preload_app = True
timeout = 30
# An address may hold a whole plan; as long as gunicorn lets it be.
limit_request_line = 8190
graceful_timeout = 10
# What somebody reads about their back is nobody's business, so no request is written down.
accesslog = None
errorlog = "-"
loglevel = "warning"
# It would open a socket in the home folder, which read-only containers do not have.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Leave out a warning about HEAD: Django answers it like GET and counts on us to drop the body."""
    logging.getLogger("gunicorn.http.wsgi").addFilter(
        lambda record: "no-body response" not in record.getMessage()
    )


def when_ready(server: Any) -> None:
    """Let Ctrl-C finish the requests that are being answered, as a stop signal does."""
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl-C, which the terminal sends to every process, to the main one; watch the content."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is there now stays, so nobody needs to look again and again whether it is garbage.
    gc.collect()
    gc.freeze()
    # Not before: threads do not survive the fork that makes a worker.
    if start := getattr(worker.wsgi, "start", None):
        start()
