"""The least a server can do: send ready bytes. What a page of the portal is measured against."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

#: Path → status, headers, body and the headers of 304 as the portal sent them; see `bench.pages`.
ANSWERS = {
    path: (status, [*map(tuple, headers)], bytes.fromhex(body), [*map(tuple, unchanged)])
    for path, (status, headers, body, unchanged) in json.loads(
        Path(os.environ["BENCH_ANSWERS"]).read_text()
    ).items()
}


def address(environ: dict[str, str]) -> str:
    """Return what was asked for, as it was recorded."""
    query = environ.get("QUERY_STRING", "")
    return f"{environ['PATH_INFO']}?{query}" if query else environ["PATH_INFO"]


def application(
    environ: dict[str, str], start_response: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """Answer with what was recorded, or say that it has not changed."""
    status, headers, body, unchanged = ANSWERS[address(environ)]
    if "HTTP_IF_NONE_MATCH" in environ:
        start_response("304 Not Modified", unchanged)
        return []
    start_response(status, headers)
    return [body]
