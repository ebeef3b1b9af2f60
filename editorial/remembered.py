"""What a process remembers of the content for all readers of a language, until the content changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Generic, ParamSpec, TypeVar

from django.conf import settings
from django.utils.translation import get_language

from editorial import generation

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
#: As many answers of one function, whatever it is asked.
MOST = 500


class Remembered(Generic[Made]):
    """Answers made under one generation, and thrown away with it.

    Where nobody watches the generation, as in a command, nothing is remembered.
    """

    def __init__(self) -> None:
        self._kept: tuple[str, dict[Hashable, Made]] = ("", {})

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        # Asked before it is made: a change in between makes it old at once.
        token = generation.HERE.token()
        if generation.is_blind(token):
            return make()
        known, answers = self._kept
        if known != token or len(answers) >= MOST:
            answers = {}
            self._kept = (token, answers)
        if key not in answers:
            answers[key] = make()
        return answers[key]


def remembered(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Remember what a function makes of what it is asked, which has to be hashable.

    The answer is everybody's: who gets it must not change it.
    """
    kept: Remembered[Made] = Remembered()

    @wraps(make)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        language = get_language() or settings.LANGUAGE_CODE
        return kept.get((language, args, *sorted(kwargs.items())), lambda: make(*args, **kwargs))

    return asked
