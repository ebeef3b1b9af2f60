"""Keep one search document per page and language in step with the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from modelsearch.backends import get_search_backend

from editorial import changes
from editorial.page_kinds import released, searched_models
from search import words
from search.analysis import parts, terms
from search.models import SearchDocument, Word

#: As many pages as are held in memory at a time.
BATCH = 200
#: As much of a page as the databases can index; no page anybody reads is as long.
MOST_WORDS = 20_000
KEY = ["content_type", "object_id", "language"]
MADE = ["kind", "title", "summary", "title_terms", "body_terms"]


@changes.derives
def follow(pages: changes.Pages | None) -> None:
    """Bring the documents of changed pages up to date, or those of all."""
    if pages is None:
        rebuild()
        return
    for model in searched_models():
        if keys := pages.get(model):
            update(model, keys)


@transaction.atomic
def rebuild() -> int:
    """Index everything anew and return the number of documents."""
    SearchDocument.objects.all().delete()
    Word.objects.all().delete()
    for documents in words.batches(all_documents(), BATCH):
        learn(documents)
        SearchDocument.objects.bulk_create(documents)
    # Compounds can only be opened once all words of the portal are known.
    return sum(len(store(documents)) for documents in stored_documents())


def all_documents() -> Iterator[SearchDocument]:
    for model in searched_models():
        for page in for_search(model).order_by("pk").iterator(chunk_size=BATCH):
            yield from documents_of(page)


def stored_documents() -> Iterator[list[SearchDocument]]:
    keys = list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True))
    for batch in words.batches(keys, BATCH):
        documents = list(SearchDocument.objects.filter(pk__in=batch))
        for document in documents:
            # Stored in its own place, by what it is of.
            document.pk = None
        yield documents


def for_search(model: type[Any]) -> Any:
    """The pages of a kind that have documents, with what their texts are taken from."""
    pages: Any = released(model)
    return pages.for_search() if hasattr(pages, "for_search") else pages


def update(model: type[Any], keys: set[int]) -> None:
    """Bring the documents of some pages up to date; a page readers will not see has none."""
    documents = [
        document
        for page in for_search(model).filter(pk__in=keys)
        for document in documents_of(page)
    ]
    learn(documents)
    store(documents)
    remove_others(model, keys, documents)


def remove_others(model: type[Any], keys: set[int], documents: list[SearchDocument]) -> None:
    """Forget what these pages had documents for and have no longer."""
    made = {(document.object_id, document.language) for document in documents}
    stored = SearchDocument.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=keys
    )
    gone = [pk for pk, *key in stored.values_list("pk", *KEY[1:]) if tuple(key) not in made]
    SearchDocument.objects.filter(pk__in=gone).delete()


def documents_of(page: Any) -> Iterator[SearchDocument]:
    """Make one document for each language the page has been written in; none is stored yet."""
    for language in page.languages:
        with translation.override(language):
            title = f"{page.search_title} {page.search_names()}"
            yield SearchDocument(
                content_type=ContentType.objects.get_for_model(page),
                object_id=page.pk,
                language=language,
                kind=page._meta.model_name,
                title=page.search_title,
                summary=page.search_summary,
                title_terms=" ".join(terms(title, language)),
                body_terms=" ".join(terms(body_of(page), language)[:MOST_WORDS]),
            )


def body_of(page: Any) -> str:
    """Return everything on the page below its title, as plain text."""
    texts = [page.search_summary, *page.search_texts()]
    return " ".join(str(text or "") for text in texts)


def learn(documents: list[SearchDocument]) -> None:
    for language, group in by_language(documents).items():
        words.learn((word for document in group for word in words_of(document)), language)


def store(documents: list[SearchDocument]) -> list[SearchDocument]:
    """Open the compounds of documents and store them in place of older ones."""
    for language, group in by_language(documents).items():
        used = {word for document in group for word in words_of(document)}
        known = words.known_parts(used, language)
        for document in group:
            open_compounds(document, known)
    stored = SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=KEY, update_fields=MADE
    )
    # Creating many at once tells the search library nothing.
    get_search_backend().get_index_for_model(SearchDocument).add_items(SearchDocument, stored)
    return stored


def open_compounds(document: SearchDocument, known: set[str]) -> None:
    """Add the parts of compounds, so that "Schmerz" finds "Rückenschmerzen"."""
    for name in ("title_terms", "body_terms"):
        used = getattr(document, name).split()
        opened = [part for word in used for part in parts(word, known)]
        setattr(document, name, " ".join([*used, *opened]))


def words_of(document: SearchDocument) -> list[str]:
    return f"{document.title_terms} {document.body_terms}".split()


def by_language(documents: Iterable[SearchDocument]) -> dict[str, list[SearchDocument]]:
    groups: dict[str, list[SearchDocument]] = defaultdict(list)
    for document in documents:
        groups[document.language].append(document)
    return groups
