"""Keep one search document per page and language in step with the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import models, transaction
from django.utils import translation
from modelsearch.backends import get_search_backend

from editorial.models import WarningSigns
from editorial.page_kinds import searched_models, visible
from search.analysis import parts, terms
from search.models import SearchDocument

VOCABULARY_SECONDS = 3600


@transaction.atomic
def rebuild() -> int:
    """Index everything anew and return the number of documents."""
    SearchDocument.objects.all().delete()
    documents = [
        each for kind in searched_models() for page in visible(kind) for each in documents_of(page)
    ]
    known = words_by_language(documents)
    # Compounds can only be opened once all words of the portal are known.
    for document in documents:
        open_compounds(document, known[document.language])
    SearchDocument.objects.bulk_create(documents)
    # Creating many at once tells the search backend nothing.
    get_search_backend().get_index_for_model(SearchDocument).add_items(SearchDocument, documents)
    forget_vocabulary()
    return len(documents)


@transaction.atomic
def update(page: models.Model) -> None:
    """Bring the documents of one page up to date; a page readers may not see has none."""
    if type(page) not in searched_models():
        return
    remove(page)
    shown = visible(type(page))
    for current in shown if is_single(page) else shown.filter(pk=page.pk):
        for document in documents_of(current):
            known = vocabulary(document.language) | words_by_language([document])[document.language]
            open_compounds(document, known)
            document.save()
    forget_vocabulary()


def is_single(page: models.Model) -> bool:
    """Whether readers see one of its kind only, so that a new version takes the place of the old."""
    return isinstance(page, WarningSigns)


def remove(page: models.Model) -> None:
    """Forget one page."""
    found = SearchDocument.objects.filter(content_type=ContentType.objects.get_for_model(page))
    for document in found if is_single(page) else found.filter(object_id=page.pk):
        document.delete()


def documents_of(page: Any) -> Iterator[SearchDocument]:
    """Make one document for each language the page has been written in; none is stored yet."""
    for language in page.languages:
        with translation.override(language):
            yield SearchDocument(
                content_type=ContentType.objects.get_for_model(page),
                object_id=page.pk,
                language=language,
                kind=page._meta.model_name,
                title=page.search_title,
                summary=page.search_summary,
                url=page.get_absolute_url(),
                title_terms=" ".join(terms(f"{page.search_title} {page.search_names()}", language)),
                body_terms=" ".join(terms(body_of(page), language)),
            )


def body_of(page: Any) -> str:
    """Return everything on the page below its title, as plain text."""
    texts = [page.search_summary, *page.search_texts()]
    return " ".join(str(text or "") for text in texts)


def open_compounds(document: SearchDocument, known: frozenset[str]) -> None:
    """Add the parts of compounds, so that "Schmerz" finds "Rückenschmerzen"."""
    for name in ("title_terms", "body_terms"):
        words = getattr(document, name).split()
        opened = [part for word in words for part in parts(word, known)]
        setattr(document, name, " ".join([*words, *opened]))


def words_by_language(documents: Iterable[SearchDocument]) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        words[document.language].update(document.title_terms.split(), document.body_terms.split())
    return {language: frozenset(found) for language, found in words.items()}


def vocabulary(language: str) -> frozenset[str]:
    """Return every word the portal uses in a language, as search compares it."""
    name = f"search-vocabulary-{language}"
    if (known := cache.get(name)) is None:
        texts = SearchDocument.objects.filter(language=language).values_list(
            "title_terms", "body_terms"
        )
        known = frozenset(word for row in texts for text in row for word in text.split())
        cache.set(name, known, VOCABULARY_SECONDS)
    return known


def forget_vocabulary() -> None:
    languages = SearchDocument.objects.values_list("language", flat=True).distinct()
    cache.delete_many([f"search-vocabulary-{language}" for language in languages])
