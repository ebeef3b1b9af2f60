"""What a process remembers of the content for all readers of a language, until the content changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

from django.conf import settings
from django.utils.translation import get_language

from editorial import generation

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """One value for each language, made under one generation and thrown away with it.

    Where nobody watches the generation, as in a command, nothing is remembered.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self.make = make
        self._kept: tuple[str, dict[str, Made]] = ("", {})

    def __call__(self) -> Made:
        # Asked before it is made: a change in between makes it old at once.
        token, language = generation.HERE.token(), get_language() or settings.LANGUAGE_CODE
        if generation.is_blind(token):
            return self.make()
        known, by_language = self._kept
        if known != token:
            by_language = {}
            self._kept = (token, by_language)
        if language not in by_language:
            by_language[language] = self.make()
        return by_language[language]


def remembered(make: Callable[[], Made]) -> Callable[[], Made]:
    """Remember what a function makes; it must not be changed by those who get it."""
    kept = Remembered(make)

    @wraps(make)
    def asked() -> Made:
        return kept()

    return asked
