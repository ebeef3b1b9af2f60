"""Shipped content and an editor's, brought together: what both make of what was loaded last.

Works on plain records in their normal form (see `records.normal`): texts, numbers, one text per
language, lists of keys and lists of rows; what is empty is not there. Knows no model and no database.
What only one side changed is taken from it; where both changed the same, the editor's stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from records.matching import Pairs, Row, alike, match

Record = dict[str, Any]
#: The place of one row in what was loaded last, in the editor's list and in the shipped one.
Trio = tuple[int | None, int | None, int | None]
#: In place of a field's name where not a row but the order of rows differs.
ORDER = "order"


class Outcome(Enum):
    """What becomes of a difference: the shipped one, the editor's, or the editor's against the shipped."""

    TAKEN = "taken"
    KEPT = "kept"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class RowAt:
    """A row in the place of a difference: its list, its number there from 1, its kind where there are several."""

    list: str
    number: int
    kind: str = ""


#: Leads to a difference: names of fields, rows, at the end a language where there is one.
Place = tuple[str | RowAt, ...]


@dataclass(frozen=True)
class Difference:
    """One thing that editors or the shipped content made different; None where it is not there."""

    place: Place
    outcome: Outcome
    ours: Any = None
    theirs: Any = None


@dataclass
class Merged:
    """A record made of two, and what was decided on the way."""

    value: Any
    differences: list[Difference] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Difference]:
        return self.having(Outcome.CONFLICT)

    def having(self, outcome: Outcome) -> list[Difference]:
        return [difference for difference in self.differences if difference.outcome is outcome]


def merge(base: Record, ours: Record, theirs: Record) -> Merged:
    """Bring together what editors (`ours`) and the shipped content (`theirs`) made of `base`."""
    return merge_names(base, ours, theirs, ())


def keep(ours: Record, theirs: Record) -> Merged:
    """Where nobody knows who changed what: keep all as it stands and call what differs a conflict."""
    told = merge(ours, ours, theirs).differences
    return Merged(ours, [replace(each, outcome=Outcome.CONFLICT) for each in told])


def merge_value(base: Any, ours: Any, theirs: Any, place: Place) -> Merged:
    sides = [side for side in (ours, theirs) if side is not None]
    if sides and all(isinstance(side, dict) for side in sides):
        return merge_names(base if isinstance(base, dict) else {}, ours or {}, theirs or {}, place)
    if sides and all(isinstance(side, list) for side in sides):
        lists = (base if isinstance(base, list) else [], ours or [], theirs or [])
        has_rows = any(isinstance(item, dict) for side in lists for item in side)
        return merge_rows(*lists, place) if has_rows else merge_keys(*lists, place)
    return decide(base, ours, theirs, place)


def decide(base: Any, ours: Any, theirs: Any, place: Place) -> Merged:
    if ours == theirs:
        return Merged(ours)
    if ours == base:
        return Merged(theirs, [Difference(place, Outcome.TAKEN, ours, theirs)])
    outcome = Outcome.KEPT if theirs == base else Outcome.CONFLICT
    return Merged(ours, [Difference(place, outcome, ours, theirs)])


def merge_names(base: Record, ours: Record, theirs: Record, place: Place) -> Merged:
    """Bring together the fields of a record, or the languages of a text."""
    merged = Merged({})
    for name in dict.fromkeys([*theirs, *ours]):
        found = merge_value(base.get(name), ours.get(name), theirs.get(name), (*place, name))
        merged.differences += found.differences
        if found.value not in (None, "", [], {}):
            merged.value[name] = found.value
    return merged


def merge_keys(base: list[Any], ours: list[Any], theirs: list[Any], place: Place) -> Merged:
    """Bring together what a record names, each by itself: sources, cautions, muscles."""
    merged = Merged([])
    for key in sorted({*base, *ours, *theirs}, key=lambda key: (str(type(key)), key)):
        in_base, in_ours, in_theirs = (
            key if key in side else None for side in (base, ours, theirs)
        )
        found = decide(in_base, in_ours, in_theirs, place)
        merged.differences += found.differences
        merged.value += [] if found.value is None else [key]
    return merged


# --- Rows --------------------------------------------------------------------------------------


def merge_rows(base: list[Row], ours: list[Row], theirs: list[Row], place: Place) -> Merged:
    """Bring together a list of rows: which are there, what each says, in which order they stand."""
    merged = Merged([])
    rows: dict[Trio, Row] = {}
    for trio in trios(base, ours, theirs):
        sides = (at(base, trio[0]), at(ours, trio[1]), at(theirs, trio[2]))
        found = merge_row(*sides, row_place(place, trio, sides))
        merged.differences += found.differences
        if found.value is not None:
            rows[trio] = found.value
    outcome, order = merge_order(list(rows))
    if outcome:
        merged.differences.append(Difference((*place, ORDER), outcome))
    merged.value = [rows[trio] for trio in order]
    return merged


def merge_row(base: Row | None, ours: Row | None, theirs: Row | None, place: Place) -> Merged:
    if ours is not None and theirs is not None:
        return merge_names(base or {}, ours, theirs, place)
    return decide(base, ours, theirs, place)


def at(rows: list[Row], place: int | None) -> Row | None:
    return None if place is None else rows[place]


def row_place(place: Place, trio: Trio, sides: tuple[Row | None, ...]) -> Place:
    *before, name = place
    number = next(each for each in (trio[1], trio[2], trio[0]) if each is not None) + 1
    row: Row = next(side for side in sides if side is not None)
    return (*before, RowAt(str(name), number, row.get("type", "")))


def trios(base: list[Row], ours: list[Row], theirs: list[Row]) -> list[Trio]:
    """Every row of the three lists once, with its place in each; what both added alike is one."""
    in_ours, in_theirs = match(base, ours), match(base, theirs)
    added, shipped = others(ours, in_ours), others(theirs, in_theirs)
    both = {
        added[i]: shipped[j]
        for i, j in alike([ours[i] for i in added], [theirs[j] for j in shipped]).items()
    }
    found: list[Trio] = [(i, in_ours.get(i), in_theirs.get(i)) for i in range(len(base))]
    found += [(None, i, both.get(i)) for i in added]
    found += [(None, None, j) for j in shipped if j not in both.values()]
    return found


def others(rows: list[Row], pairs: Pairs) -> list[int]:
    return [place for place in range(len(rows)) if place not in pairs.values()]


def merge_order(rows: list[Trio]) -> tuple[Outcome | None, list[Trio]]:
    """Put rows in order: as the editor moved them, else as shipped; new ones follow their neighbours."""
    shared = [trio for trio in rows if None not in trio]
    ours_moved, theirs_moved = is_moved(shared, 1), is_moved(shared, 2)
    outcome = None
    if by_place(shared, 1) != by_place(shared, 2):
        found = {(True, False): Outcome.KEPT, (False, True): Outcome.TAKEN}
        outcome = found.get((ours_moved, theirs_moved), Outcome.CONFLICT)
    lead, follow = (2, 1) if outcome is Outcome.TAKEN else (1, 2)
    return outcome, with_others(by_place(rows, lead), by_place(rows, follow))


def is_moved(shared: list[Trio], side: int) -> bool:
    return by_place(shared, side) != by_place(shared, 0)


def by_place(rows: Iterable[Trio], side: int) -> list[Trio]:
    """The rows of one side in its order."""
    there = [trio for trio in rows if trio[side] is not None]
    return sorted(there, key=lambda trio: trio[side] or 0)


def with_others(order: list[Trio], others: list[Trio]) -> list[Trio]:
    """Put each row that is missing behind the one it follows in its own list."""
    order = list(order)
    for number, trio in enumerate(others):
        if trio not in order:
            order.insert(order.index(others[number - 1]) + 1 if number else 0, trio)
    return order
