"""When to stop an exercise, and who asks first: the sentences that hold for it, each said once on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editorial.reading import in_language
from editorial.remembered import remembered
from exercises.cautions import SafetySentence
from exercises.models import Exercise

Role = SafetySentence.Role
#: What readers look for first stands first.
ROLES = (Role.EMERGENCY, Role.STOP, Role.LESS)
#: What is said while somebody exercises; an emergency is told before, and open in the fold.
AT_WORK = (Role.STOP, Role.LESS)


@remembered
def safety_sentences() -> list[SafetySentence]:
    return list(in_language(SafetySentence.objects.select_related("caution")))


def ask_first() -> list[SafetySentence]:
    """Who asks a doctor before any exercise."""
    return [each for each in safety_sentences() if each.role == Role.ASK_FIRST]


def stop_sentences(
    exercises: Iterable[Exercise], roles: Sequence[Role] = ROLES
) -> dict[str, list[str]]:
    """What ends each exercise, by its key: what it says itself, its cautions, and all exercises."""
    known = safety_sentences()
    sentences = [each for role in roles for each in known if each.role == role]
    return {each.key: list(rule_of(each, sentences)) for each in exercises}


def rule_of(exercise: Exercise, sentences: list[SafetySentence]) -> Iterator[str]:
    """The emergency first, then what is special to the exercise, then what holds for more of them."""
    codes = {caution.code for caution in exercise.cautions}
    said = [each for each in sentences if concerns(each, exercise, codes)]
    yield from (each.text for each in said if each.role == Role.EMERGENCY)
    yield from exercise.own_stop_sentences
    yield from (each.text for each in said if each.role != Role.EMERGENCY)


def concerns(sentence: SafetySentence, exercise: Exercise, codes: set[str]) -> bool:
    if sentence.only_relaxation and exercise.kind != Exercise.Kind.RELAXATION:
        return False
    return sentence.caution is None or sentence.caution.code in codes


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
        rules = stop_sentences(exercises)
        said = Counter(sentence for rule in rules.values() for sentence in dict.fromkeys(rule))
        # What most of them say comes first, else in the order of the exercises.
        shared = [s for s, times in said.most_common() if times > 1 or len(rules) == 1]
        own = {key: " ".join(s for s in rule if s not in shared) for key, rule in rules.items()}
        return cls(shared, own)
