"""The words the portal uses; asked for a few at a time, so that no search reads all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from search.analysis import candidate_parts
from search.models import Word

#: As many as one statement asks for or stores.
BATCH = 2000
LONGEST_WORD = 100

Thing = TypeVar("Thing")


def learn(words: Iterable[str], language: str) -> None:
    """Store the words that are new; two processes may do so at once."""
    wanted = {word for word in words if len(word) <= LONGEST_WORD}
    new = wanted - known(wanted, language)
    Word.objects.bulk_create(
        [Word(language=language, word=word) for word in sorted(new)],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def known(words: Iterable[str], language: str) -> set[str]:
    """Return those of the words that some page uses."""
    found: set[str] = set()
    for batch in batches(sorted(set(words)), BATCH):
        stored = Word.objects.filter(language=language, word__in=batch)
        found.update(stored.values_list("word", flat=True))
    return found


def known_parts(words: Iterable[str], language: str) -> set[str]:
    """Return the known words that these could be made of, the words themselves among them."""
    return known({part for word in words for part in candidate_parts(word)}, language)


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
