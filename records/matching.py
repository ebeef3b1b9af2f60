"""Which row of a list is which row of another version of it: by its key, its contents or its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

Row = dict[str, Any]
#: The place of a row in one version of a list → its place in another.
Pairs = dict[int, int]
#: How much of their words two rows must share to be taken for one that was changed.
ALIKE = 0.5


def match(before: Sequence[Row], after: Sequence[Row]) -> Pairs:
    """Say where each row of a list stands in a later version of it, if it is still there."""
    return in_place(before, after, alike(before, after))


def alike(before: Sequence[Row], after: Sequence[Row]) -> Pairs:
    """Pair rows that say who they are, rows that are the same, then those that share most words."""
    pairs = same(before, after)
    left, new = unpaired(before, after, pairs)
    words_left = {i: words(before[i]) for i in left}
    words_new = {j: words(after[j]) for j in new}
    found = [
        (likeness(words_left[i], words_new[j]), -abs(i - j), -i, -j)
        for i in left
        for j in new
        if may_pair(before[i], after[j])
    ]
    for score, _, i, j in sorted(found, reverse=True):
        if score >= ALIKE and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def same(before: Sequence[Row], after: Sequence[Row]) -> Pairs:
    """Pair the first row with a sign with the first one that has it too, the second with the second."""
    waiting = grouped(range(len(after)), lambda j: sign(after[j]))
    pairs: Pairs = {}
    for i, row in enumerate(before):
        if places := waiting.get(sign(row)):
            pairs[i] = places.pop(0)
    return pairs


def in_place(before: Sequence[Row], after: Sequence[Row], pairs: Pairs) -> Pairs:
    """Pair also rows that were written anew: as many of a kind between the same neighbours."""
    left, new = unpaired(before, after, pairs)
    back = {j: i for i, j in pairs.items()}
    gaps_left = grouped(left, lambda i: (gap(i, pairs), before[i].get("type"), name_of(before[i])))
    gaps_new = grouped(
        new, lambda j: (gap(j, back, lambda i: pairs[i]), after[j].get("type"), name_of(after[j]))
    )
    found = dict(pairs)
    for where, places in gaps_left.items():
        others = gaps_new.get(where, [])
        if len(others) == len(places):
            found.update(zip(places, others, strict=True))
    return found


def gap(place: int, pairs: Pairs, known_as: Callable[[int], int] | None = None) -> int:
    """The nearest row before a place that is in both lists, by its place in the later one."""
    before = next((i for i in range(place - 1, -1, -1) if i in pairs), None)
    if before is None:
        return -1
    return known_as(pairs[before]) if known_as else pairs[before]


def unpaired(
    before: Sequence[Row], after: Sequence[Row], pairs: Pairs
) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return (
        [i for i in range(len(before)) if i not in pairs],
        [j for j in range(len(after)) if j not in taken],
    )


def grouped(places: Sequence[int], by: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        groups[by(place)].append(place)
    return groups


def name_of(row: Row) -> Any:
    """By what a row is known wherever it stands, if it has such a thing."""
    return row.get("uid") or row.get("key")


def sign(row: Row) -> str:
    return repr(name_of(row) or sorted(leaves(row), key=repr))


def may_pair(one: Row, other: Row) -> bool:
    return one.get("type") == other.get("type") and name_of(one) is name_of(other) is None


def words(row: Row) -> Counter[tuple[str, str]]:
    return Counter((path, word) for path, text in leaves(row) for word in str(text).split())


def likeness(one: Counter[Any], other: Counter[Any]) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything said in a record, with the names that lead there; what stands first is not told."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}/{number}")
    else:
        yield path, value
