"""Load shipped content over what stands in the database: see what changed on both sides, then store it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from records.matching import leaves
from records.merging import Merged, keep, merge
from records.models import LoadedRecord
from records.normal import Uploads, digest_of_record, normal, standing, without_state
from records.reading import find, link_to_own_kind, read, store
from records.references import Keys, Renamed, with_new_keys, without_deleted
from records.shape import ContentError, Model, Record, natural_key, places, rows_in, state_of

#: Called with a piece of content that changes, before and after it does.
Note = Callable[[Any], None]


class Fate(Enum):
    """What loading does with a shipped record."""

    NEW = "new"
    MERGED = "merged"
    #: Somebody has deleted it here.
    DELETED = "deleted"
    #: It is nothing without another one that somebody has deleted here.
    HELD = "held"


@dataclass
class Entry:
    """A shipped record that has changed since the last load, or was deleted here."""

    model: Model
    key: Any
    file: Path
    digest: str
    raw: Record
    base: LoadedRecord | None = None
    fate: Fate = Fate.NEW
    #: As it is shipped, in normal form.
    theirs: Record = field(default_factory=dict)
    #: As it stands, where it does.
    obj: Any = None
    ours: Record = field(default_factory=dict)
    merged: Merged = field(default_factory=lambda: Merged({}))
    #: Keys of deleted records that it names.
    left_out: list[Any] = field(default_factory=list)

    @property
    def is_stored(self) -> bool:
        """Whether loading writes it."""
        return self.fate is Fate.NEW or self.is_changed

    @property
    def is_changed(self) -> bool:
        """Whether loading changes what stands."""
        return self.fate is Fate.MERGED and self.merged.value != self.ours

    @property
    def is_remembered(self) -> bool:
        """Whether it is the base of the next load, and was not yet."""
        is_known = self.base and (self.base.digest, self.base.key) == (self.digest, str(self.key))
        return self.fate is not Fate.HELD and not is_known


@dataclass
class Plan:
    """What loading a folder would do; nothing of it is done yet."""

    uploads: Uploads
    count: int = 0
    entries: list[Entry] = field(default_factory=list)
    #: What stands and is not shipped any more.
    gone: list[Any] = field(default_factory=list)
    renamed: Renamed = field(default_factory=dict)

    @property
    def changed(self) -> list[Any]:
        """What stands and will be changed."""
        return [entry.obj for entry in self.entries if entry.is_changed]

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to write at all."""
        return not any(entry.is_stored or entry.is_remembered for entry in self.entries)


# --- Looking -----------------------------------------------------------------------------------


def compare(folder: Path) -> Plan:
    """Find out what loading a folder would do; reads only.

    Raises ContentError naming the file and record that is wrong.
    """
    plan = Plan(Uploads(folder))
    shipped = shipped_in(plan)
    known = {(row.place, row.key): row for row in LoadedRecord.objects.defer("record")}
    deleted: Keys = {}
    for model in places():
        entries = [entry for entry in shipped if entry.model is model]
        bases = {key: row for (place, key), row in known.items() if place == model.record.path}
        meet(model, entries, bases, plan)
        deleted[model] = {entry.key for entry in entries if entry.fate is Fate.DELETED}
    for entry in plan.entries:
        weigh(entry, plan, deleted)
    return plan


def shipped_in(plan: Plan) -> list[Entry]:
    found: dict[tuple[Model, Any], Entry] = {}
    for model, file, record in read(plan.uploads.folder):
        key = record.get(natural_key(model))
        with naming(file, key):
            if key in (None, ""):
                raise ValidationError(f"its {natural_key(model)} is missing")
            if (model, key) in found:
                raise ValidationError("there are two of this name")
            digest = digest_of_record(record, plan.uploads.named_by(model, record))
        found[model, key] = Entry(model, key, file, digest, record)
    plan.count = len(found)
    return list(found.values())


def meet(model: Model, entries: list[Entry], bases: dict[str, LoadedRecord], plan: Plan) -> None:
    """Say of the shipped records of a kind which one they are here; put those to look at on the plan."""
    keys = model._default_manager.values_list(natural_key(model), flat=True)
    here = {str(key): key for key in keys}
    for entry in entries:
        entry.base = bases.pop(str(entry.key), None)
    new = [entry for entry in entries if entry.base is None and str(entry.key) not in here]
    renamed = find_renamed(new, bases, plan)
    for entry in entries:
        name = str(entry.key)
        if old := renamed.get(entry.key):
            entry.base, name = bases.pop(old), old
            plan.renamed.setdefault(model, {})[old] = entry.key
        if name in here:
            entry.fate = Fate.MERGED
        elif entry.base:
            entry.fate = Fate.DELETED
        if entry.is_remembered or entry.fate is Fate.DELETED:
            entry.obj = find_here(model, here[name]) if name in here else None
            plan.entries.append(entry)
    plan.gone += [find_here(model, here[key]) for key in bases if key in here]


def find_here(model: Model, key: Any) -> Any:
    return model._default_manager.get(**{natural_key(model): key})


def find_renamed(new: list[Entry], bases: dict[str, LoadedRecord], plan: Plan) -> dict[Any, str]:
    """Find the old keys of new records that say all that one said which is no longer shipped."""
    if not new or not bases:
        return {}
    name = natural_key(new[0].model)
    gone = {repr(without(name, row.record)): key for key, row in bases.items()}
    found = {}
    for entry in new:
        entry.theirs = normal_of(entry, plan)
        said = repr(without(name, without_state(entry.model, entry.theirs)))
        if old := gone.pop(said, None):
            found[entry.key] = old
    return found


def without(name: str, record: Record) -> list[Any]:
    """Everything a record says but its own name."""
    return sorted(leaves({**record, name: None}), key=repr)


def normal_of(entry: Entry, plan: Plan) -> Record:
    with naming(entry.file, entry.key):
        return normal(entry.model, entry.raw, plan.uploads)


def weigh(entry: Entry, plan: Plan, deleted: Keys) -> None:
    """Bring together what is shipped of a record and what stands."""
    if not entry.is_remembered:
        return
    whole = entry.theirs or normal_of(entry, plan)
    theirs, entry.left_out = without_deleted(entry.model, whole, deleted)
    entry.theirs = whole if theirs is None else theirs
    if entry.fate is Fate.DELETED:
        return
    if theirs is None:
        entry.fate = Fate.HELD
        if entry.obj is None:
            deleted[entry.model].add(entry.key)
    elif entry.obj is not None:
        merge_entry(entry, plan)


def merge_entry(entry: Entry, plan: Plan) -> None:
    entry.theirs = without_state(entry.model, entry.theirs)
    entry.ours = now(entry, plan)
    if entry.base is None:
        entry.merged = keep(entry.ours, entry.theirs)
    else:
        base = with_new_keys(entry.model, entry.base.record, plan.renamed)
        entry.merged = merge(base, entry.ours, entry.theirs)


def now(entry: Entry, plan: Plan) -> Record:
    """What stands of a record, naming others as they will be named."""
    return with_new_keys(entry.model, standing(entry.obj), plan.renamed)


@contextmanager
def naming(file: Path, key: Any) -> Iterator[None]:
    """Say of an error in which file and record it is."""
    try:
        yield
    except ValidationError as error:
        raise ContentError(f"{file}, {key}: {error}") from error
    except (LookupError, TypeError, ValueError, AttributeError, models.ObjectDoesNotExist) as error:
        raise ContentError(f"{file}, {key}: {error!r}") from error


# --- Storing -----------------------------------------------------------------------------------


def nobody(obj: Any) -> None:
    """For whoever need not know what changes."""


@transaction.atomic
def apply(plan: Plan, *, note: Note = nobody) -> None:
    """Store what the plan says, all of it or nothing.

    Raises ContentError naming the first record that is not valid, or that was edited since.
    """
    find.cache_clear()
    stored = [entry for entry in plan.entries if entry.is_stored]
    for entry in stored:
        with naming(entry.file, entry.key):
            store_entry(entry, plan, note)
    for entry in stored:
        with naming(entry.file, entry.key):
            link_to_own_kind(entry.obj, said_by(entry))
    for entry in stored:
        note(entry.obj)
    for entry in plan.entries:
        if entry.is_remembered:
            remember(entry)


def store_entry(entry: Entry, plan: Plan, note: Note) -> None:
    untouched: set[str] = set()
    if entry.is_changed:
        entry.obj = entry.model._default_manager.select_for_update().get(pk=entry.obj.pk)
        if entry.ours != now(entry, plan):
            raise ValidationError("somebody has just edited this; load again")
        note(entry.obj)
        lists = [name for name in rows_in(entry.model) if is_same_list(entry, name)]
        untouched = {*state_of(entry.model), *lists}
    else:
        entry.obj = entry.model()
    store(entry.obj, said_by(entry), store_file=plan.uploads.store, untouched=untouched)


def is_same_list(entry: Entry, name: str) -> bool:
    return entry.ours.get(name) == entry.merged.value.get(name)


def said_by(entry: Entry) -> Record:
    return entry.theirs if entry.fate is Fate.NEW else entry.merged.value


def remember(entry: Entry) -> None:
    row = entry.base or LoadedRecord(place=entry.model.record.path)
    row.key, row.digest = str(entry.key), entry.digest
    row.record = without_state(entry.model, entry.theirs)
    row.save()


def load(folder: Path, *, note: Note = nobody) -> Plan:
    """Load a folder and return what was done; see `compare` and `apply`."""
    with transaction.atomic():
        plan = compare(folder)
        apply(plan, note=note)
    return plan
