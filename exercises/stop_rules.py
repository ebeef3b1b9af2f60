"""The stop rules of several exercises on one sheet: what all of them say is said once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from exercises.models import Exercise

SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class StopRules:
    """Sentences that hold for the whole plan, and those that only some exercises have."""

    shared: list[str]
    own: dict[str, str]

    @classmethod
    def of(cls, exercises: Iterable[Exercise]) -> StopRules:
        rules = {e.key: SENTENCE.split((e.stop_rule or "").strip()) for e in exercises}
        first: list[str] = next(iter(rules.values()), [])
        shared = [s for s in first if all(s in sentences for sentences in rules.values())]
        own = {key: " ".join(s for s in rule if s not in shared) for key, rule in rules.items()}
        return cls(shared, own)
