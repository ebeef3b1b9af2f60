"""The stop rules of several exercises on one sheet: what holds for all of them is said once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from exercises.models import Exercise

SENTENCE = re.compile(r"(?<=[.!?])\s+")
#: Where a rule goes on to when to do less (pain of 4 to 5), and to when to call 112. The numbers stand
#: in every language.
FURTHER_PARTS = re.compile(r"\b4\D{1,12}5\b"), re.compile(r"\b112\b")


def parts(rule: str) -> list[str]:
    """Return when to stop, then when to do less and when to call for help, as far as the rule says it.

    A rule is divided nowhere else: many a sentence goes on with the one before it.
    """
    sentences = SENTENCE.split(rule.strip())
    begins = {0, len(sentences)}
    for mark in FURTHER_PARTS:
        begins |= set([n for n, sentence in enumerate(sentences) if mark.search(sentence)][:1])
    return [" ".join(sentences[a:b]) for a, b in pairwise(sorted(begins))]


@dataclass(frozen=True)
class StopRules:
    """What holds for all exercises, and when to stop each of them, by its key.

    When to do less and when to call for help holds for all, whichever of them say it: too much care
    does no harm. When to stop holds for all where all say the same.
    """

    shared: list[str]
    own: dict[str, str]

    @classmethod
    def of(cls, exercises: Iterable[Exercise]) -> StopRules:
        rules = {exercise.key: parts(exercise.stop_rule or "") for exercise in exercises}
        stops = {key: stop for key, (stop, *_others) in rules.items()}
        # Those who say most go first, so that doing less comes before calling for help.
        further = sorted((others for _stop, *others in rules.values()), key=len, reverse=True)
        shared = list(dict.fromkeys(text for others in further for text in others))
        if len(set(stops.values())) == 1:
            return cls([*stops.values()][:1] + shared, dict.fromkeys(rules, ""))
        return cls(shared, stops)
