"""How a rule is written down and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models

from quality.checks.pages import Content, Page

#: What a rule finds on a page: the language it concerns, or all of them, and what is wrong.
Hits = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Finding:
    """One thing that has to change before the content is good."""

    kind: str
    key: str
    language: str
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.language}: {self.rule} – {self.what}"


LookAtPage = Callable[[Page], Hits]
LookAtContent = Callable[[Content], Iterator[Finding]]
#: Every rule by its name; its description says what it asks for.
RULES: dict[str, LookAtContent] = {}


def page_rule(*kinds: type[models.Model]) -> Callable[[LookAtPage], LookAtPage]:
    """Add a rule that looks at one page of these kinds at a time, or at pages of every kind."""

    def add(look: LookAtPage) -> LookAtPage:
        name = rule_name(look)

        def check(content: Content) -> Iterator[Finding]:
            for page in content.pages:
                if not kinds or isinstance(page.record, kinds):
                    for language, what in look(page):
                        yield Finding(page.kind, page.key, language, name, what)

        check.__doc__ = look.__doc__
        RULES[name] = check
        return look

    return add


def content_rule(check: LookAtContent) -> LookAtContent:
    """Add a rule that needs to see all pages."""
    RULES[rule_name(check)] = check
    return check


def rule_name(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")
