"""Keep one search document per page and language in step with the pages."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import models, transaction
from django.utils import translation

from editorial.models import WarningSigns
from portal.models import SearchDocument
from portal.search.analysis import parts, terms
from portal.search.texts import READERS, body_of, summary_of, title_of, title_words

VOCABULARY_SECONDS = 3600


def visible(kind: type[models.Model]) -> models.QuerySet:
    objects = kind._default_manager.all()
    return objects.published() if hasattr(objects, "published") else objects


@transaction.atomic
def rebuild() -> int:
    """Index everything anew and return the number of documents."""
    SearchDocument.objects.all().delete()
    for kind in READERS:
        for page in visible(kind):
            write(page)
    forget_vocabulary()
    # Compounds can only be opened once all words of the portal are known.
    for document in SearchDocument.objects.all():
        open_compounds(document)
    return SearchDocument.objects.count()


@transaction.atomic
def update(page: models.Model) -> None:
    """Bring the documents of one page up to date; a page readers may not see has none."""
    if type(page) not in READERS:
        return
    remove(page)
    shown = visible(type(page))
    for current in shown if is_single(page) else shown.filter(pk=page.pk):
        for document in write(current):
            open_compounds(document)
    forget_vocabulary()


def is_single(page: models.Model) -> bool:
    """Whether readers see one of its kind only, so that a new version takes the place of the old."""
    return isinstance(page, WarningSigns)


def remove(page: models.Model) -> None:
    """Forget one page."""
    found = SearchDocument.objects.filter(content_type=ContentType.objects.get_for_model(page))
    for document in found if is_single(page) else found.filter(object_id=page.pk):
        document.delete()


def write(page: Any) -> list[SearchDocument]:
    """Write one document for each language the page has been written in."""
    documents = []
    for language in page.languages:
        with translation.override(language):
            documents.append(
                SearchDocument.objects.create(
                    content_type=ContentType.objects.get_for_model(page),
                    object_id=page.pk,
                    language=language,
                    kind=page._meta.model_name,
                    title=title_of(page),
                    summary=summary_of(page),
                    url=page.get_absolute_url(),
                    title_terms=" ".join(terms(title_words(page), language)),
                    body_terms=" ".join(terms(body_of(page), language)),
                )
            )
    return documents


def open_compounds(document: SearchDocument) -> None:
    """Add the parts of compounds, so that "Schmerz" finds "Rückenschmerzen"."""
    known = vocabulary(document.language)
    for name in ("title_terms", "body_terms"):
        words = getattr(document, name).split()
        opened = [part for word in words for part in parts(word, known)]
        setattr(document, name, " ".join([*words, *opened]))
    document.save()


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
