"""The stop rules of several exercises on one sheet: what more than one of them says is said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exercises.models import Exercise


@dataclass(frozen=True)
class StopRules:
    """Sentences that hold for all exercises, and those that one of them alone has, by its key.

    What several exercises say holds for the rest as well: too much care does no harm. Every sentence
    of a stop rule stands for itself, as the form asks of editors.
    """

    shared: list[str]
    own: dict[str, str]

    @classmethod
    def of(cls, exercises: Iterable[Exercise]) -> StopRules:
        rules = {exercise.key: exercise.stop_sentences for exercise in exercises}
        said = Counter(sentence for rule in rules.values() for sentence in dict.fromkeys(rule))
        # What most of them say comes first, else in the order of the exercises.
        shared = [s for s, times in said.most_common() if times > 1 or len(rules) == 1]
        own = {key: " ".join(s for s in rule if s not in shared) for key, rule in rules.items()}
        return cls(shared, own)
