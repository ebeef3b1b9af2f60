"""Says of a view which parts of a query its page depends on: for caches, and for what is listed elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

View = Callable[..., HttpResponse]
ATTRIBUTE = "_depends_on"
#: Marks a name under which a page is one reader's.
OWN = "!"
#: Every name, for views that say nothing.
ANY = "*"
#: Numbers the parts of a long list.
PART = "page"


@dataclass(frozen=True)
class DependsOn:
    """What of its query a page depends on; `own` are names of what one reader has put together."""

    query: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def kept(*, query: Iterable[str] = (), own: Iterable[str] = ()) -> Callable[[View], View]:
    """Let the page of a view be kept for everybody under the names in `query`.

    With one of the names in `own` it is one reader's and is kept for nobody else. All other names
    (what newsletters and networks add to links) are dropped before the view sees them.
    """
    depends_on = DependsOn(tuple(query), tuple(own))

    def decorate(view: View) -> View:
        @wraps(view)
        def viewed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            drop_other_names(request, {*depends_on.query, *depends_on.own})
            setattr(request, ATTRIBUTE, depends_on)
            return view(request, *args, **kwargs)

        return viewed

    return decorate


def is_own(names: Iterable[str], own: Container[str]) -> bool:
    """Whether a query with these names makes a page one reader's."""
    return any(name in own or ANY in own for name in names)


def drop_other_names(request: HttpRequest, names: set[str]) -> None:
    if request.GET.keys() <= names:
        return
    left = QueryDict(mutable=True, encoding=request.GET.encoding)
    for name, values in request.GET.lists():
        if name in names:
            left.setlist(name, values)
    request.GET = QueryDict(left.urlencode(), encoding=request.GET.encoding)
    request.META["QUERY_STRING"] = request.GET.urlencode()


def kept_query(request: HttpRequest) -> tuple[str, ...] | None:
    """Return the names under which this page may be kept for everybody; None where it may not.

    Those that make another page of it, kept for nobody, come marked. Of a view that says nothing, only
    the page without a query may be kept.
    """
    declared: DependsOn = getattr(request, ATTRIBUTE, DependsOn(own=(ANY,)))
    if is_own(request.GET, declared.own):
        return None
    return *declared.query, *(f"{OWN}{name}" for name in declared.own)


def listed_query(request: HttpRequest) -> str | None:
    """Return the query under which search engines may list the page; None where they should not.

    They should list neither what one reader has put together nor every combination of filters: one
    filter is a page of its own, two are not.
    """
    declared: DependsOn = getattr(request, ATTRIBUTE, DependsOn(own=(ANY,)))
    if is_own(request.GET, declared.own):
        return None
    chosen = [
        (name, value) for name in declared.query for value in request.GET.getlist(name) if value
    ]
    if sum(name != PART for name, _ in chosen) > 1:
        return None
    return urlencode([pair for pair in chosen if pair != (PART, "1")])
