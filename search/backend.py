"""The search library's own store, without what it reads of all documents with every save."""

from typing import Any

from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 – the name the library looks for
    """Return the library's backend for the database in use."""
    backend = database.SearchBackend(params)

    class Index(backend.index_class):  # type: ignore[name-defined]
        def _refresh_title_norms(self, full: bool = False) -> None:
            """Leave the average length of all titles alone: ranking is done in `search.query`."""

    backend.index_class = Index
    return backend
