"""What the page of a plan shows besides its exercises."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from editorial.addresses import with_query
from exercises.cautions import Caution
from exercises.models import Exercise, MusclePair
from exercises.stop_rules import StopRules
from training import pdf
from training.balance import Hint, hints
from training.plan import Plan, PlanItem
from training.plan_calendar import CalendarForm

#: Left-out parts of an address that are named one by one.
MOST_NAMED = 5

#: Pairs that a plan is looked at for, in the order readers see them.
MOST_PAIRS = 60


@dataclass(frozen=True)
class Row:
    """An exercise of the plan with the addresses of what can be done to it."""

    plan: Plan
    item: PlanItem
    place: int
    #: What of its stop rule the other exercises of the plan do not say.
    own_stop_rule: str

    @property
    def exercise(self) -> Exercise:
        return self.item.exercise

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def up_url(self) -> str:
        return "" if self.place == 0 else self.moved_url(-1)

    @property
    def down_url(self) -> str:
        is_last = self.place == len(self.plan.items) - 1
        return "" if is_last else self.moved_url(1)

    def moved_url(self, by: int) -> str:
        return self.plan.moving(self.exercise.key, by).url_at(self.exercise.key)

    @property
    def remove_url(self) -> str:
        """The plan without the exercise, at the one that takes its place, or the last."""
        left = self.plan.removing(self.exercise.key)
        return left.url_at(left.keys[min(self.place, len(left.keys) - 1)] if left.keys else "begin")

    @property
    def page_url(self) -> str:
        """The page of the exercise, which then knows the way back to the plan."""
        return with_query(self.exercise.get_absolute_url(), self.plan.companion_query)

    @property
    def unwanted(self) -> list[Caution]:
        """Cautions the reader had asked to leave out."""
        return [c for c in self.exercise.cautions if c.code in self.plan.without]


class PlanPage:
    """A plan with everything its page shows; `address` is its absolute address."""

    def __init__(self, plan: Plan, *, address: str, calendar: CalendarForm | None = None) -> None:
        self.plan = plan
        self.address = address
        self.calendar = calendar or CalendarForm()
        self.has_pdf = pdf.is_installed()

    @cached_property
    def rows(self) -> list[Row]:
        own = self.stop_rules.own
        return [
            Row(self.plan, item, place, own[item.exercise.key])
            for place, item in enumerate(self.plan.items)
        ]

    @cached_property
    def hints(self) -> list[tuple[Hint, str]]:
        """What would make the plan more even, each with the address that adds it."""
        found = hints(self.plan, MusclePair.objects.published().for_balance()[:MOST_PAIRS])
        return [
            (hint, self.plan.adding(PlanItem(hint.suggestion)).url_at(hint.suggestion.key))
            for hint in found
        ]

    @property
    def left_out(self) -> list:
        return list(self.plan.left_out[:MOST_NAMED])

    @property
    def more_left_out(self) -> int:
        return len(self.plan.left_out[MOST_NAMED:]) + self.plan.unread

    @cached_property
    def stop_rules(self) -> StopRules:
        return StopRules.of(item.exercise for item in self.plan.items)

    @property
    def own_stop_rules(self) -> list[tuple[Exercise, str]]:
        """When to stop an exercise beyond what holds for all."""
        return [(row.exercise, row.own_stop_rule) for row in self.rows if row.own_stop_rule]

    @property
    def pdf_url(self) -> str:
        return with_query(reverse("training:plan_pdf"), self.plan.query)

    @property
    def qr_code(self) -> SafeString:
        """The address as a drawing that phones can read; decoration, since the address stands beside it."""
        code = segno.make(self.address, error="m", micro=False)
        drawing = code.svg_inline(border=2, omitsize=True, svgclass="qr-code", lineclass=None)
        return mark_safe(drawing)  # noqa: S308 – squares alone, no text
