"""The one owner of what is derived from content: search documents and whatever else is made from pages.

A change is noted as a row in the transaction that makes it, so it is stored or forgotten together
with it. When the transaction ends, one function takes the notes under a lock and has everything
brought up to date that depends on what changed. A note goes only after that; one that was left
behind by a crash is taken with the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from modeltranslation.translator import translator

from editorial.generation import raise_on_commit
from editorial.models import Change
from records.shape import Rows

#: What changed or shows something that did: the keys of pages by their model.
Pages = dict[type[Any], set[int]]
#: Brings up to date what is derived from these pages, some of which may be gone, or from all.
Derive = Callable[[Pages | None], None]
DERIVED: list[Derive] = []
#: One number for all portals that share a database; PostgreSQL locks by it.
LOCK = 7_311_853_246


def derives(derive: Derive) -> Derive:
    """Have a function called with every change that is stored."""
    DERIVED.append(derive)
    return derive


def note(obj: Any) -> None:
    """Note that a piece of content changes, or is about to be deleted.

    To be called in the transaction that makes the change; rows inside a page are noted as their
    page. A page to be deleted is noted before, while it can still be asked who shows it.
    """
    concerned = [obj, *shown_on(obj)]
    Change.objects.bulk_create(
        Change(content_type=ContentType.objects.get_for_model(each), object_id=each.pk)
        for each in concerned
    )
    # A failure leaves the notes for the next change; the editor's own change is stored already.
    transaction.on_commit(bring_up_to_date, robust=True)
    # After it, and even if it failed: readers see what is stored.
    raise_on_commit(obj)


def shown_on(obj: Any) -> Iterator[Any]:
    """The pages that show something of `obj`: by a relation of their own or of a row inside them."""
    if is_translated(obj):
        for relation in obj._meta.get_fields(include_hidden=True):
            if relation.auto_created and shows(relation):
                rows = relation.related_model._default_manager
                for row in rows.filter(**{relation.field.name: obj.pk}):
                    page = page_of(row)
                    yield page
                    if not hasattr(page, "page_kind"):
                        yield from shown_on(page)
    if hasattr(obj, "page_kind") and obj.page_kind.stands_on:
        yield getattr(obj, obj.page_kind.stands_on)


def shows(relation: Any) -> bool:
    """Whether somebody else's record shows what it points to; a page's own rows do not."""
    record = getattr(relation.related_model, "record", None)
    is_own_row = isinstance(record, Rows) and record.of == relation.field.name
    return record is not None and not is_own_row


def is_translated(obj: Any) -> bool:
    return type(obj) in translator.get_registered_models()


def page_of(row: Any) -> Any:
    """The page that a row stands in at any depth."""
    while isinstance(row.record, Rows):
        row = getattr(row, row.record.of)
    return row


def bring_up_to_date() -> None:
    """Derive anew what depends on the noted changes."""
    if not Change.objects.exists():
        return
    with one_at_a_time():
        noted = list(Change.objects.select_related("content_type"))
        pages = pages_of(noted)
        for derive in DERIVED:
            derive(pages)
        Change.objects.filter(pk__in=[each.pk for each in noted]).delete()


def derive_all() -> None:
    """Derive everything anew, after content was stored as a whole."""
    with one_at_a_time():
        Change.objects.all().delete()
        for derive in DERIVED:
            derive(None)
    raise_on_commit()


def pages_of(noted: list[Change]) -> Pages:
    """What was noted, with the pages that show it as it is now."""
    pages: Pages = defaultdict(set)
    for change in noted:
        model = change.content_type.model_class()
        if model is None:
            continue
        pages[model].add(change.object_id)
        for obj in model._default_manager.filter(pk=change.object_id):
            for page in shown_on(obj):
                pages[type(page)].add(page.pk)
    return pages


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one process after the other derive; SQLite lets one write at a time anyway."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
