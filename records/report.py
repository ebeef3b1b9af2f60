"""What loading does, in words for editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from records.loading import Entry, Fate, Plan
from records.merging import ORDER, Difference, Outcome, Place, RowAt
from records.shape import Model, kind_of, rows_in

#: Characters of a text that tell it from another one.
SHOWN = 60


def report(plan: Plan) -> Iterator[str]:
    """Yield a line for each record that has something to be told, and below it one for each thing."""
    new = [entry for entry in plan.entries if entry.fate is Fate.NEW]
    # A first load would list all there is.
    if len(new) < plan.count:
        yield from (line for entry in new for line in told(entry))
    for entry in plan.entries:
        if entry.fate is not Fate.NEW:
            yield from told(entry)
    for obj in plan.gone:
        yield titled(obj, obj)
        yield "  " + _("is no longer shipped and stays as it is")
    yield counted(plan)


def told(entry: Entry) -> Iterator[str]:
    lines = list(dict.fromkeys(things(entry)))
    if lines:
        yield title_of(entry)
        yield from (f"  {line}" for line in lines)


def title_of(entry: Entry) -> str:
    place = entry.model.record.path.removesuffix(".yaml").rstrip("/")
    return titled(entry.model, entry.obj or f"{place}/{entry.key}")


def titled(model: Model, name: Any) -> str:
    return _("%(kind)s “%(name)s”") % {"kind": model._meta.verbose_name, "name": name}


def things(entry: Entry) -> Iterator[str]:
    fates = {
        Fate.NEW: _("new"),
        Fate.DELETED: _("was deleted here and stays deleted"),
        Fate.HELD: _("is not loaded, since it needs what was deleted here"),
    }
    if entry.fate in fates:
        yield fates[entry.fate]
    if entry.left_out and entry.fate is not Fate.DELETED:
        names = ", ".join(str(key) for key in entry.left_out)
        yield _("left out, since it was deleted here: %(names)s") % {"names": names}
    if entry.fate is Fate.MERGED:
        yield from (in_words(entry.model, difference) for difference in entry.merged.differences)


def in_words(model: Model, difference: Difference) -> str:
    where = " · ".join(place_in_words(model, difference.place))
    if difference.outcome is Outcome.TAKEN:
        return _("taken over: %(where)s") % {"where": where}
    if difference.outcome is Outcome.KEPT:
        return _("stays as edited: %(where)s") % {"where": where}
    return _("CONFLICT: %(where)s stays “%(ours)s”, shipped is “%(theirs)s”") % {
        "where": where,
        "ours": shortened(difference.ours),
        "theirs": shortened(difference.theirs),
    }


def place_in_words(model: Model, place: Place) -> Iterator[str]:
    """Name list and row, field and language as the admin calls them."""
    for step in place:
        if isinstance(step, RowAt):
            model = kind_of({"type": step.kind}, rows_in(model)[step.list])
            yield f"{model._meta.verbose_name} {step.number}"
        elif step == ORDER and step not in field_names(model):
            yield _("order")
        elif step in rows_in(model):
            yield str(rows_in(model)[step][0]._meta.verbose_name_plural)
        elif step in field_names(model):
            yield str(model._meta.get_field(step).verbose_name)
        else:
            yield str(dict(settings.LANGUAGES).get(step, step))


def field_names(model: Model) -> set[str]:
    return {column.name for column in model._meta.get_fields() if hasattr(column, "verbose_name")}


def shortened(value: Any) -> str:
    """Enough of a value to know it; rows by the first text they have."""
    while isinstance(value, dict | list):
        inner = list(value.values()) if isinstance(value, dict) else value
        texts = [each for each in inner if isinstance(each, dict | list)] or inner
        value = texts[0] if texts else ""
    return Truncator(" ".join(str(value or "–").split())).chars(SHOWN)


def counted(plan: Plan) -> str:
    """The last line: how many records there are and what becomes of them."""
    conflicts = sum(len(entry.merged.conflicts) for entry in plan.entries)
    return _(
        "%(count)d records: %(new)d new, %(changed)d changed, %(deleted)d stay deleted, %(conflicts)d conflicts"
    ) % {
        "count": plan.count,
        "new": sum(entry.fate is Fate.NEW for entry in plan.entries),
        "changed": len(plan.changed),
        "deleted": sum(entry.fate is Fate.DELETED for entry in plan.entries),
        "conflicts": conflicts,
    }
