"""The documents a search ranks: a few hundred at most, however many hold its words.

The database hands them out unranked, those with a word in their title first, and stops at the limit.
Ranking there would read every page that holds a common word. What it found is joined to the documents
by their key, so that a rare word reads its own documents only.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import CombinedSearchVector, SearchConfig, SearchQuery
from django.db import connection
from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast
from modelsearch.models import IndexEntry

from search.models import SearchDocument

CANDIDATES = 200
SHOWN = ["kind", "object_id", "language", "title", "summary", "title_terms", "body_terms"]


def candidates(asked: list[str], language: str) -> list[SearchDocument]:
    """Return documents that hold one of the words, those with it in their title before others."""
    keys = matching(asked, language, in_title=True)
    if len(keys) < CANDIDATES:
        keys = list(dict.fromkeys([*keys, *matching(asked, language, in_title=False)]))[:CANDIDATES]
    found = SearchDocument.objects.only(*SHOWN).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def matching(asked: list[str], language: str, *, in_title: bool) -> list[int]:
    """Return the keys of documents with one of the words in their title, or anywhere."""
    if connection.vendor == "postgresql":
        return keys_of(in_vectors(asked, in_title=in_title), "", language)
    return keys_of(in_texts(asked, in_title=in_title), "index_entry__", language)


def keys_of(entries: QuerySet[Any], path: str, language: str) -> list[int]:
    """Return the keys of the documents of entries; `path` leads to what the library knows of them."""
    document = SearchDocument.objects.filter(
        pk=Cast(OuterRef(f"{path}object_id"), BigIntegerField()), language=language
    )
    kind = ContentType.objects.get_for_model(SearchDocument)
    found = entries.filter(Exists(document), **{f"{path}content_type": kind})
    return [int(key) for key in found.values_list(f"{path}object_id", flat=True)[:CANDIDATES]]


def in_vectors(asked: list[str], *, in_title: bool) -> QuerySet[Any]:
    """Ask PostgreSQL, in the words of the two indexes it has for that."""
    words = reduce(or_, (SearchQuery(word, config="simple") for word in asked))
    if in_title:
        return IndexEntry.objects.filter(title=words)
    whole = CombinedSearchVector(F("title"), "||", F("body"), SearchConfig("simple"))
    return IndexEntry.objects.alias(whole=whole).filter(whole=words)


def in_texts(asked: list[str], *, in_title: bool) -> QuerySet[Any]:
    """Ask SQLite's full text table."""
    # It can be read with SQLite alone.
    from modelsearch.backends.database.sqlite import query as sqlite  # noqa: PLC0415

    words = reduce(or_, (sqlite.Lexeme(word) for word in asked))
    columns = ["title"] if in_title else ["title", "body"]
    is_held = sqlite.MatchExpression(columns, sqlite.SearchQueryExpression(words))
    return sqlite.SQLiteFTSIndexEntry.objects.filter(is_held)
